package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.agentcore.FakeAnswer;
import dev.rivulet.backend.agentcore.FakeAws;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent's tokens, 50 ms apart, reach a caller of {@code /chat} and Discord as they come. {@code ./rivulet bench agentcore} has the figures;
 * here a busy machine may take its time, but not until the next token but one.
 */
@Timeout(120)
@ExtendWith(AwsKeys.class)
class AgentStreamingIT {
    private static final Duration APART = Duration.ofMillis(50);

    @TempDir
    Path home;

    private final Vertx outside = Vertx.vertx();
    private final FakeAws aws = FakeAws.start(outside);
    private OneProcess rivulet;

    @BeforeEach
    void start() {
        rivulet = new OneProcess(
                home,
                Map.of(
                        "RIVULET_BACKEND",
                        "agentcore",
                        "AGENTCORE_RUNTIME_ARN",
                        FakeAws.ARN,
                        "RIVULET_AGENTCORE_ENDPOINT",
                        aws.url().toString()));
    }

    @AfterEach
    void stop() {
        rivulet.close();
        Await.soon("the other Vert.x's end", outside.close());
    }

    /** Each token is the time at which its answer was begun, in nanoseconds, and its number. */
    private static FakeAnswer tokens(int count) {
        long start = System.nanoTime();
        List<Object> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add((start + (i + 1) * APART.toNanos()) + " ");
        }
        return FakeAnswer.yields(tokens.toArray()).slow(APART);
    }

    @Test
    void tokensReachACallerOfTheChatApiAsTheyAreWritten() throws Exception {
        aws.answersWith(_ -> tokens(5));
        try (Caller warmUp = Caller.streams(rivulet.port(), "hi")) {
            warmUp.reads("event: completed");
        }
        aws.answersWith(_ -> tokens(60));
        List<Long> delays = new ArrayList<>();
        try (Caller caller = Caller.streams(rivulet.port(), "hi")) {
            while (delays.size() < 60) {
                String data = caller.reads("data: {\"text\":\"");
                long now = System.nanoTime();
                String last = data.substring(data.lastIndexOf("data: ") + "data: ".length());
                if (data.contains("event: delta")) {
                    for (String due :
                            new JsonObject(last).getString("text").strip().split(" ", -1)) {
                        delays.add(now - Long.parseLong(due));
                    }
                }
            }
            caller.reads("event: completed");
        }
        delays.sort(null);
        assertThat(Duration.ofNanos(delays.get(30)))
                .as("half of the tokens came within")
                .isLessThan(APART);
    }

    @Test
    void theAnswerGrowsInDiscordWhileItIsWritten() {
        aws.answersWith(_ -> tokens(80));
        Channel channel = rivulet.channel("growing");
        Message question = rivulet.asks(channel, "count");
        Message done = rivulet.sees(question, "a whole answer", content -> content.contains("my_agent · agentcore"));
        assertThat(done.edits()).as("edits while 4 s of tokens came").isGreaterThan(3);
        assertThat(aws.invocations()).hasSize(1);
    }
}
