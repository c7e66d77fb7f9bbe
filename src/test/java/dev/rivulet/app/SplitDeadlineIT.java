package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeAnswer;
import dev.rivulet.backend.ollama.FakeChat;
import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.standin.ApiOptions;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A listener and a router apart that share no store, behind a gateway that keeps from the function that its client has left. */
@Timeout(120)
class SplitDeadlineIT {
    private static final String TOKEN = "a token for this test alone";

    @TempDir
    Path home;

    @Test
    void whatNoStopReachesEndsAtItsDeadline() {
        Vertx vertx = Vertx.vertx();
        FakeOllama ollama = FakeOllama.start(vertx);
        FarHalf far = Await.soon(
                "the far half",
                FarHalf.start(
                        vertx,
                        ApiOptions.streaming().swallowingLeaving(),
                        1,
                        variables -> {
                            variables.keySet().removeIf(name -> name.startsWith("RIVULET_"));
                            variables.put("RIVULET_API_TOKEN", TOKEN);
                            variables.put("RIVULET_ROUTER_WHOLE", "5s");
                            variables.put("OLLAMA_URL", ollama.url().toString());
                            variables.put("OLLAMA_MODEL", FakeOllama.MODEL);
                        },
                        List.of()));
        try (Anyform near = Anyform.listening(far.chat(), home, Map.of("RIVULET_CHAT_TOKEN", TOKEN))) {
            // Never idle, and far from its end at the deadline.
            ollama.answersNext(
                    FakeAnswer.of(Collections.nCopies(1000, "on and ")).slow(Duration.ofMillis(100)));
            Channel channel = near.channel("deadline");
            near.asks(channel, "tell");
            near.sees(channel, "half an answer", text -> text.contains("on and"));
            FakeChat chat = ollama.chats().getLast();
            assertThat(chat.closedByClient().isComplete()).isFalse();

            near.presses(near.ours(channel).getLast(), "Stop");
            near.sees(channel, "who stopped it", text -> text.contains("Stopped by Ada"));
            Await.soon("the end of the model's work", chat.closedByClient());
        } finally {
            Await.soon("the far half's end", far.close());
            ollama.close();
            Await.soon("Vert.x's end", vertx.close());
        }
    }
}
