package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @TempDir
    Path home;

    @Test
    void overridesEverySettingByItsPath() {
        for (Setting setting : Setting.of(RivuletConfig.class)) {
            String value = sample(setting);
            ConfigFixture fixture = ConfigFixture.in(home);
            if (setting.key().matches("agentcore\\.(?!runtimeArn).*")) {
                fixture.variable("BEDROCK_AGENT_ID", "A").variable("BEDROCK_AGENT_ALIAS_ID", "B");
            }
            LoadedConfig loaded = fixture.variable(setting.variable(), value)
                    .variable("RIVULET_HTTP_API_TOKEN", "needed-by-some-hosts")
                    .load();

            assertThat(loaded.settings())
                    .filteredOn(explained -> explained.key().equals(setting.key()))
                    .as(setting.variable())
                    .extracting(Explained::source)
                    .containsExactly(new Source.InEnvironment(setting.variable()));
        }
    }

    private static String sample(Setting setting) {
        return switch (setting.key()) {
            case "sessionKey" -> "sixteen-characters";
            case "agentcore.runtimeArn" -> "arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/agent";
            case "agentcore.agentId", "agentcore.agentAliasId" -> "A1";
            case "agentcore.pointer" -> "/text";
            default -> sampleOfType(setting);
        };
    }

    private static String sampleOfType(Setting setting) {
        String fallback = setting.fallback();
        if (setting.path().getLast().equals("backend")) {
            return "handbook";
        }
        if (setting.type() == URI.class && fallback == null) {
            return "http://localhost:8000/chat";
        }
        if (setting.type() instanceof Class<?> type && type.isEnum()) {
            return type.getEnumConstants()[0].toString();
        }
        if (setting.type() == Duration.class && fallback == null) {
            return "1m";
        }
        return fallback == null ? "something" : fallback;
    }

    @Test
    void keepsVariablesOfSettingsApart() {
        assertThat(Setting.of(RivuletConfig.class).stream().map(setting -> Nearest.plain(setting.variable())))
                .doesNotHaveDuplicates();
    }

    @Test
    void knowsFamiliarNames() {
        RivuletConfig config = ConfigFixture.in(home)
                .file("discord: {token: from-the-file}")
                .variable("DISCORD_TOKEN", "a.b.c")
                .variable("DISCORD_API_URL", "http://127.0.0.1:8081/api/v10/")
                .variable("OLLAMA_URL", "http://gpu:11434/")
                .variable("OLLAMA_HOST", "elsewhere")
                .variable("OLLAMA_MODEL", "llama3.2")
                .variable("RIVULET_API_TOKEN", "t")
                .load()
                .config();

        assertThat(config.discord().token()).isEqualTo(new Secret("a.b.c"));
        assertThat(config.discord().apiUrl()).isEqualTo(URI.create("http://127.0.0.1:8081/api/v10"));
        assertThat(config.ollama().url()).isEqualTo(URI.create("http://gpu:11434"));
        assertThat(config.ollama().model()).isEqualTo("llama3.2");
        assertThat(config.http().apiToken()).isEqualTo(new Secret("t"));
    }

    @Test
    void acceptsWordsOfSettingWithoutUnderscores() {
        assertThat(ConfigFixture.in(home)
                        .variable("RIVULET_ROUTER_MAXINFLIGHT", "3")
                        .load()
                        .config()
                        .router()
                        .maxInFlight())
                .isEqualTo(3);
    }

    @Test
    void readsListsGroupsAndEntriesOfMaps() {
        RivuletConfig config = ConfigFixture.in(home)
                .file("backends: {my-gpu: {ollama: {model: old}}}")
                .variable("RIVULET_DISCORD_CHANNELS", "1, 2,3")
                .variable("RIVULET_ROUTER_RULES", "[{server: 1, backend: handbook}]")
                .variable("RIVULET_OLLAMA_OPTIONS_NUM_CTX", "8192")
                .variable("RIVULET_BACKENDS_MY_GPU_OLLAMA_MODEL", "new")
                .variable("RIVULET_BACKENDS_TINY_OLLAMA_OPTIONS", "{seed: 1}")
                .load()
                .config();

        assertThat(config.discord().channels()).containsExactly("1", "2", "3");
        assertThat(config.router().rules())
                .isEqualTo(List.of(new RouterConfig.Rule("1", null, null, "handbook", null, null)));
        assertThat(config.ollama().options()).isEqualTo(Map.of("num_ctx", 8192));
        assertThat(config.backends()).containsOnlyKeys("my-gpu", "tiny");
        assertThat(config.backends().values())
                .extracting(backend -> String.valueOf(backend))
                .anySatisfy(text -> assertThat(text).contains("model=new"));
    }

    @Test
    void takesBlankVariableForUnset() {
        ConfigFixture fixture = ConfigFixture.in(home)
                .file("http: {port: 1}")
                .variable("RIVULET_HTTP_PORT", "")
                .variable("DISCORD_TOKEN", " ");

        assertThat(fixture.load().config().http().port()).isEqualTo(1);
        assertThat(fixture.load().config().discord().token()).isNull();
    }

    @Test
    void startsRelativePathsOfVariablesAtWorkingDirectory() {
        Path elsewhere = home.resolve("elsewhere");
        RivuletConfig config = new ConfigLoader(Map.of("RIVULET_DATA_DIR", "data"), home, elsewhere)
                .load(null, Map.of())
                .config();

        assertThat(config.dataDir()).isEqualTo(elsewhere.resolve("data"));
        assertThat(config.prompts()).isEqualTo(home.resolve("config/prompts"));
    }

    @Test
    void leavesLaunchersVariablesAlone() {
        assertThat(ConfigFixture.in(home)
                        .variable("RIVULET_JAVA_OPTS", "-Xmx1g")
                        .variable("RIVULET_JAVA_HOME", "/jdk")
                        .mistakes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, http://127.0.0.1:11434",
        "0.0.0.0:8000, http://127.0.0.1:8000",
        ":11435, http://127.0.0.1:11435",
        "gpu, http://gpu:11434",
        "gpu:80, http://gpu:80",
        "[::], http://127.0.0.1:11434",
        "[::1]:9, http://[::1]:9",
        "::1, http://[::1]:11434",
        "http://gpu, http://gpu",
        "https://gpu.example/ollama/, https://gpu.example/ollama",
        "http://0.0.0.0:11434/, http://127.0.0.1:11434",
    })
    void turnsListeningAddressIntoOneToCall(String host, URI url) {
        RivuletConfig config =
                ConfigFixture.in(home).variable("OLLAMA_HOST", host).load().config();

        assertThat(config.ollama().url()).isEqualTo(url);
        assertThat(config.backend())
                .as("the variable may be there for the server alone")
                .isNull();
    }

    @Test
    void namesOllamaHostWhenItMakesNoSense() {
        assertThat(ConfigFixture.in(home).variable("OLLAMA_HOST", "a b c").mistakes())
                .singleElement()
                .asString()
                .startsWith("environment, OLLAMA_HOST: ollama.url must be");
    }
}
