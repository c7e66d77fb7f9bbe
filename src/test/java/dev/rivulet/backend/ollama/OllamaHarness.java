package dev.rivulet.backend.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.Finding;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import dev.rivulet.config.OllamaConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A backend deployed on the bus before a {@link FakeOllama}, and an asker. */
final class OllamaHarness implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);

    /** Waits as in earnest, but in a test's time. */
    static final Patience QUICK = new Patience(
            Duration.ofMillis(120), Duration.ofMillis(60), 3, Duration.ofMillis(20), Duration.ofSeconds(8));

    final Vertx vertx = Vertx.vertx();
    final FakeOllama ollama = FakeOllama.start(vertx);
    private final AnswerBus bus = new AnswerBus(vertx);
    private final Context asker = vertx.getOrCreateContext();
    private @Nullable BackendVerticle verticle;
    private String deployment = "";

    OllamaHarness deploy() {
        return deploy(config(ollama.url(), FakeOllama.MODEL), QUICK);
    }

    OllamaHarness deploy(OllamaConfig config, Patience patience) {
        BackendVerticle deployed = new BackendVerticle(vertx -> new OllamaBackend(vertx, "ollama", config, patience));
        deployment = vertx.deployVerticle(deployed).await();
        verticle = deployed;
        return this;
    }

    void undeploy() {
        soon(vertx.undeploy(deployment));
    }

    static OllamaConfig config(URI url, @Nullable String model) {
        return new OllamaConfig(url, model, null, null, Map.of(), Duration.ofSeconds(2));
    }

    static ChatRequest question(ChatMessage... messages) {
        return question(null, messages);
    }

    static ChatRequest question(@Nullable String model, ChatMessage... messages) {
        return new ChatRequest(
                "r1", new ConversationId("c"), new User("1", "Ann"), Origin.UNKNOWN, List.of(messages), null, model);
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

        String thinking() {
            StringBuilder text = new StringBuilder();
            events.forEach(event -> text.append(event instanceof ChatEvent.ReasoningDelta(String more) ? more : ""));
            return text.toString();
        }

        <T extends ChatEvent> List<T> all(Class<T> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        ChatEvent last() {
            return events.getLast();
        }

        void onContext(Runnable action) {
            asker.runOnContext(_ -> action.run());
        }
    }

    Answer ask(ChatRequest question) {
        Promise<Answer> asked = Promise.promise();
        asker.runOnContext(_ -> bus.ask(AnswerAddress.backend("ollama"), question)
                .map(stream -> new Answer(stream))
                .onComplete(asked));
        return soon(asked.future());
    }

    Answer ask(String text) {
        return ask(question(ChatMessage.user(text)));
    }

    Finding probe() {
        BackendVerticle deployed = Objects.requireNonNull(verticle);
        List<Finding> findings = soon(deployed.probe());
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    /** Waits until that holds, with a deadline. The condition is asked on the calling thread. */
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
