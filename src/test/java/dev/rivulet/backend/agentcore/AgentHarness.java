package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.Finding;
import dev.rivulet.backend.agentcore.AgentCoreBackend.Surroundings;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.RivuletConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
        soon(vertx.deployVerticle(deployed));
        verticle = deployed;
        return this;
    }

    /** An answer while it comes. */
    final class Answer {
        final List<ChatEvent> events = new CopyOnWriteArrayList<>();
        final Promise<Void> ended = Promise.promise();
        final AnswerStream stream;

        Answer(AnswerStream stream) {
            this.stream = stream;
            stream.endHandler(_ -> ended.complete());
            stream.handler(events::add);
        }

        Answer whole() {
            soon(ended.future());
            return this;
        }

        String text() {
            StringBuilder text = new StringBuilder();
            events.forEach(event -> text.append(event instanceof ChatEvent.TextDelta(String more) ? more : ""));
            return text.toString();
        }

        <T extends ChatEvent> List<T> all(Class<T> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        ChatEvent last() {
            return events.getLast();
        }

        Failure failure() {
            assertThat(last()).isInstanceOf(ChatEvent.Failed.class);
            return ((ChatEvent.Failed) last()).failure();
        }

        void onContext(Runnable action) {
            asker.runOnContext(_ -> action.run());
        }
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

    Answer ask(ChatRequest question) {
        Promise<Answer> asked = Promise.promise();
        asker.runOnContext(_ -> bus.ask(AnswerAddress.backend("agentcore"), question)
                .map(stream -> new Answer(stream))
                .onComplete(asked));
        return soon(asked.future());
    }

    Answer ask(String text) {
        return ask(question("c", ChatMessage.user(text)));
    }

    FakeInvocation lastInvocation() {
        await("an invocation", () -> !aws.invocations().isEmpty());
        return aws.invocations().getLast();
    }

    List<Finding> probe() {
        return soon(Objects.requireNonNull(verticle).probe());
    }

    /** Waits until that holds, with a deadline. */
    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            vertx.timer(1).await();
        }
    }

    static <T> T soon(Future<T> future) {
        return future.timeout(SOON.toMillis(), TimeUnit.MILLISECONDS).await();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
