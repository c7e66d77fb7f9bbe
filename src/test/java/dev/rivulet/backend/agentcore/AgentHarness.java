package dev.rivulet.backend.agentcore;

import dev.rivulet.Await;
import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.Finding;
import dev.rivulet.backend.agentcore.AgentCoreBackend.Surroundings;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.RivuletConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A backend deployed on the bus before a {@link FakeAws}, and an asker. */
final class AgentHarness implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(25);
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** Waits as in earnest, but in a test's time. */
    static final Patience QUICK = new Patience(
            Duration.ofMillis(120), Duration.ofMillis(60), Duration.ofSeconds(20), 3, Duration.ofMillis(20));

    static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(AwsBasicCredentials.builder()
            .accessKeyId("AKIDEXAMPLE")
            .secretAccessKey("secret-word")
            .providerName("TestProvider")
            .build());

    final Vertx vertx = Vertx.vertx();
    final FakeAws aws = FakeAws.start(vertx);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AnswerBus bus = new AnswerBus(vertx);
    private final Context asker = vertx.getOrCreateContext();
    private final Path data;
    private @Nullable BackendVerticle verticle;
    volatile Instant now = NOW;
    Patience patience = QUICK;

    AgentHarness(Path data) {
        this.data = data;
    }

    /** Settings of {@code agentcore}, as variables without {@code RIVULET_AGENTCORE_}. */
    AgentHarness runtime(String... settings) {
        return deploy(CREDENTIALS, "RUNTIME_ARN", FakeAws.ARN, settings);
    }

    AgentHarness agent(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("AGENT_ALIAS_ID", "TSTALIASID", "REGION", "eu-west-1"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return deploy(
                CREDENTIALS,
                "AGENT_ID",
                "ABCDEF1234",
                all.entrySet().stream()
                        .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                        .toArray(String[]::new));
    }

    AgentHarness deploy(AwsCredentialsProvider credentials, String key, String value, String... settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RIVULET_DATA_DIR", data.toString());
        environment.put("RIVULET_ROUTER_MAX_IN_FLIGHT", "500");
        environment.put("RIVULET_AGENTCORE_ENDPOINT", aws.url().toString());
        environment.put("RIVULET_AGENTCORE_" + key, value);
        for (int i = 0; i < settings.length; i += 2) {
            environment.put("RIVULET_AGENTCORE_" + settings[i], settings[i + 1]);
        }
        RivuletConfig config =
                new ConfigLoader(environment, data, data).load(null, Map.of()).config();
        BackendVerticle deployed = new BackendVerticle(each -> new AgentCoreBackend(
                each, "agentcore", config, meters, new Surroundings(() -> now, patience, credentials)));
        Await.soon(vertx.deployVerticle(deployed));
        verticle = deployed;
        return this;
    }

    static ChatRequest question(String conversation, ChatMessage... messages) {
        return new ChatRequest(
                "r1",
                new ConversationId(conversation),
                new User("1", "Ann"),
                Origin.UNKNOWN,
                List.of(messages),
                null,
                null);
    }

    AskedAnswer ask(ChatRequest question) {
        return AskedAnswer.of(bus, asker, "agentcore", question);
    }

    AskedAnswer ask(String text) {
        return ask(question("c", ChatMessage.user(text)));
    }

    FakeInvocation lastInvocation() {
        Await.until("an invocation", () -> !aws.invocations().isEmpty());
        return aws.invocations().getLast();
    }

    List<Finding> probe() {
        return Await.soon(Objects.requireNonNull(verticle).probe());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
