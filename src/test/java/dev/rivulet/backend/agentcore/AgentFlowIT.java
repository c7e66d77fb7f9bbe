package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.backend.agentcore.FakeAnswer.Step;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.TextDelta;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for whom: back-pressure down to the socket, and how fast a cancelled answer lets go of it. */
class AgentFlowIT {
    private static final Duration LET_GO = Duration.ofMillis(200);

    /** 48 MB: several times what the sockets' buffers on both sides hold. */
    private static final int PIECES = 6000;

    @TempDir
    Path data;

    private AgentHarness harness;

    @BeforeEach
    void start() {
        harness = new AgentHarness(data);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    private static FakeAnswer flood(boolean runtime) {
        String[] pieces = IntStream.range(0, PIECES)
                .mapToObj(i -> i + ":" + "x".repeat(8 << 10))
                .toArray(String[]::new);
        return runtime ? FakeAnswer.yields((Object[]) pieces) : FakeAnswer.chunks(pieces);
    }

    private void deploy(boolean runtime, String... settings) {
        if (runtime) {
            harness.runtime(settings);
        } else {
            harness.agent(settings);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopsTheSocketWhileTheAskerPausesAndLosesNothing(boolean runtime) {
        // A pause of ours is no silence of the agent's.
        deploy(runtime, "IDLE", "300ms");
        harness.aws.answers(flood(runtime));

        AskedAnswer answer = harness.ask("Write.");
        answer.onContext(answer.stream::pause);
        Await.until("a socket that nothing more is taken from", this::standsStill);
        long whenBlocked = harness.lastInvocation().bytesWritten();
        int seen = answer.events.size();
        harness.vertx.timer(400).await();
        assertThat(whenBlocked).as("not swallowed whole").isLessThan(40L << 20);
        assertThat(answer.events).hasSize(seen);

        answer.onContext(answer.stream::resume);
        answer.whole();
        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(answer.all(TextDelta.class))
                .extracting(delta -> delta.text().substring(0, delta.text().indexOf(':')))
                .containsExactlyElementsOf(
                        IntStream.range(0, PIECES).mapToObj(String::valueOf).toList());
    }

    /** The system's own buffers grow for a while before they are full for good. */
    private boolean standsStill() {
        long written = harness.lastInvocation().bytesWritten();
        harness.vertx.timer(300).await();
        return written > 0 && harness.lastInvocation().bytesWritten() == written;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancellingAbortsTheRequestInMidAnswer(boolean runtime) {
        deploy(runtime);
        String[] words = Collections.nCopies(2000, "tok").toArray(String[]::new);
        harness.aws.answers(
                (runtime ? FakeAnswer.yields((Object[]) words) : FakeAnswer.chunks(words)).slow(Duration.ofMillis(5)));
        AskedAnswer answer = harness.ask("Write.");
        Await.until("text", () -> !answer.text().isEmpty());
        assertLetsGo(answer);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancellingAbortsTheRequestBeforeItIsAnswered(boolean runtime) {
        deploy(runtime);
        harness.aws.answers(new FakeAnswer(FakeAnswer.EVENTS, List.of(new Step.Unanswered())));
        AskedAnswer answer = harness.ask("Write.");
        harness.lastInvocation();
        assertLetsGo(answer);
    }

    private void assertLetsGo(AskedAnswer answer) {
        long start = System.nanoTime();
        answer.onContext(answer.stream::cancel);
        Await.soon(harness.lastInvocation().closed());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LET_GO);
    }

    @Test
    void usesAConnectionAgain() {
        harness.runtime();
        int questions = 10;
        for (int i = 0; i < questions; i++) {
            harness.ask("hi").whole();
        }
        // Now and then the next question is faster than the connection's way back to the pool.
        assertThat(harness.aws.invocations().stream()
                        .map(FakeInvocation::client)
                        .distinct())
                .as("the client's ports")
                .hasSizeLessThan(questions);
    }
}
