package dev.rivulet.backend.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.Finding;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import dev.rivulet.config.OllamaConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A backend deployed on the bus before a {@link FakeOllama}, and an asker. */
final class OllamaHarness implements AutoCloseable {
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
        Await.soon(vertx.undeploy(deployment));
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

    AskedAnswer ask(ChatRequest question) {
        return AskedAnswer.of(bus, asker, "ollama", question);
    }

    AskedAnswer ask(String text) {
        return ask(question(ChatMessage.user(text)));
    }

    Finding probe() {
        BackendVerticle deployed = Objects.requireNonNull(verticle);
        List<Finding> findings = Await.soon(deployed.probe());
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
