package dev.rivulet.backend;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackendVerticleTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private BlockingQueue<ChatEvent> ask() {
        BlockingQueue<ChatEvent> events = new LinkedBlockingQueue<>();
        ChatRequest request = new ChatRequest(
                UUID.randomUUID().toString(),
                new ConversationId("c"),
                new User("u", "u"),
                Origin.UNKNOWN,
                List.of(ChatMessage.user("?")),
                null,
                null);
        vertx.runOnContext(_ -> new AnswerBus(vertx)
                .ask(AnswerAddress.backend("agent"), request)
                .onSuccess(stream -> stream.handler(events::add)));
        return events;
    }

    private static ChatEvent next(BlockingQueue<ChatEvent> events) throws Exception {
        return events.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void aReplacedBackendFinishesWhatItBeganAndTheNewOneAnswersTheRest() throws Exception {
        Promise<Void> goOn = Promise.promise();
        ScriptedBackend before = new ScriptedBackend(vertx, "agent")
                .script(text("old"), new ScriptedBackend.Step.Hold(goOn.future()), text("est"), completed());
        ScriptedBackend after = new ScriptedBackend(vertx, "agent").script(text("new"), completed());
        BackendVerticle verticle = new BackendVerticle(_ -> before);
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);

        BlockingQueue<ChatEvent> first = ask();
        assertThat(next(first)).isEqualTo(new ChatEvent.TextDelta("old"));
        verticle.replace(_ -> after);
        BlockingQueue<ChatEvent> second = ask();
        assertThat(next(second)).isEqualTo(new ChatEvent.TextDelta("new"));
        goOn.complete();
        assertThat(next(first)).isEqualTo(new ChatEvent.TextDelta("est"));
        assertThat(next(first)).isInstanceOf(ChatEvent.Completed.class);
    }
}
