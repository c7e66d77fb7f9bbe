package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The environments that the infrastructure under {@code pulumi/} gives its containers, as its own tests wrote them down. */
class StackEnvironmentTest {
    private static final JsonObject ENVIRONMENTS = read().getJsonObject("environments");

    @TempDir
    Path home;

    static Set<String> variants() {
        return ENVIRONMENTS.fieldNames();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void functionReadsEveryVariable(String variant) {
        Map<String, String> environment = environment(variant, "lambda");
        // Lambda sets it by itself.
        environment.put("AWS_REGION", "eu-central-1");

        LoadedConfig loaded = load(environment);

        assertThat(unread(loaded, environment)).isEmpty();
        RivuletConfig config = loaded.config();
        config.requireSessionKey();
        assertThat(config.lambda().response()).isEqualTo(LambdaConfig.Response.STREAM);
        assertThat(config.backendNames()).contains(config.backend());
        assertThat(config.store().kind()).isEqualTo(StoreConfig.Kind.DYNAMODB);
        assertThat(config.router().whole()).isLessThan(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void listenerReadsEveryVariable(String variant) {
        Map<String, String> environment = environment(variant, "listen");

        LoadedConfig loaded = load(environment);

        assertThat(unread(loaded, environment)).isEmpty();
        RivuletConfig config = loaded.config();
        assertThat(config.chat().howToAuthenticate()).isEqualTo(ChatConfig.Auth.IAM);
        assertThat(config.chat().signingRegion()).isEqualTo("eu-central-1");
        assertThat(config.store().kind()).isEqualTo(StoreConfig.Kind.DYNAMODB);
        assertThat(config.log().heartbeat()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void agentsBecomeBackends() {
        assertThat(load(environment("AGENTCORE_RUNTIME", "lambda")).config().agents())
                .containsOnlyKeys("agentcore");
        assertThat(load(environment("BEDROCK_AGENT", "lambda")).config().agents())
                .containsOnlyKeys("agentcore");
        assertThat(load(environment("SEVERAL_AGENTS", "lambda")).config().agents())
                .containsOnlyKeys("support", "deep-research");
    }

    @Test
    void wouldSeeAMisspeltVariable() {
        Map<String, String> environment = environment("AGENTCORE_RUNTIME", "lambda");
        environment.put("AGENT_CORE_RUNTIME_ARN", environment.remove("AGENTCORE_RUNTIME_ARN"));

        assertThat(unread(load(Map.of("AGENT_CORE_RUNTIME_ARN", "arn")), environment))
                .contains("AGENT_CORE_RUNTIME_ARN");
    }

    private LoadedConfig load(Map<String, String> environment) {
        return new ConfigLoader(environment, home, home).load(null, Map.of());
    }

    /** Variables that no setting comes from. Those below a group of names count as the group's. */
    private static List<String> unread(LoadedConfig loaded, Map<String, String> environment) {
        Set<String> read = new HashSet<>();
        loaded.settings().forEach(setting -> {
            if (setting.source() instanceof Source.InEnvironment(var name)) {
                read.add(name);
            }
        });
        return environment.keySet().stream()
                .filter(name -> !read.contains(name))
                .filter(name -> !name.startsWith("RIVULET_BACKENDS_"))
                .toList();
    }

    private static Map<String, String> environment(String variant, String form) {
        Map<String, String> environment = new HashMap<>();
        ENVIRONMENTS
                .getJsonObject(variant)
                .getJsonObject(form)
                .forEach(variable -> environment.put(variable.getKey(), (String) variable.getValue()));
        return environment;
    }

    private static JsonObject read() {
        try {
            return new JsonObject(Files.readString(Path.of("pulumi", "expected.json")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
