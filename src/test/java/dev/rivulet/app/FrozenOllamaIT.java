package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.standin.ApiOptions;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that is frozen between two questions, while the Ollama behind it starts anew. */
class FrozenOllamaIT {
    private static final String TOKEN = "a token for this test alone";

    @TempDir
    Path home;

    @Test
    void theNextAnswerWorksThoughTheKeptConnectionDied() throws Exception {
        Vertx vertx = Vertx.vertx();
        FakeOllama before = FakeOllama.start(vertx);
        FarHalf far = Await.soon(
                "the far half",
                FarHalf.start(
                        vertx,
                        ApiOptions.streaming(),
                        1,
                        variables -> {
                            variables.keySet().removeIf(name -> name.startsWith("RIVULET_"));
                            variables.put("RIVULET_API_TOKEN", TOKEN);
                            variables.put("OLLAMA_URL", before.url().toString());
                            variables.put("OLLAMA_MODEL", FakeOllama.MODEL);
                        },
                        List.of()));
        try (Anyform near = Anyform.listening(far.chat(), home, Map.of("RIVULET_CHAT_TOKEN", TOKEN))) {
            seesAnswer(near, "first");
            assertThat(before.connectionsOpen()).as("kept").isPositive();
            long pid = far.lambda().processes().getFirst().pid();
            SplitWeatherIT.signal("STOP", pid);
            before.close();
            try (FakeOllama after = FakeOllama.start(vertx, before.port())) {
                SplitWeatherIT.pass(Duration.ofSeconds(3));
                SplitWeatherIT.signal("CONT", pid);
                seesAnswer(near, "second");
                assertThat(after.chats()).hasSize(1);
            }
            assertThat(far.lambda().processes().getFirst().pid()).isEqualTo(pid);
        } finally {
            Await.soon("the far half's end", far.close());
            Await.soon("Vert.x's end", vertx.close());
        }
    }

    private static void seesAnswer(Anyform near, String name) {
        Channel channel = near.channel(name);
        near.asks(channel, "Say something");
        near.sees(
                channel,
                "a whole answer",
                text -> text.contains("what a model might say.") && text.contains("-# " + FakeOllama.MODEL));
    }
}
