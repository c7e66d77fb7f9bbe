package dev.rivulet.backend.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom: back-pressure down to the socket, and that a cancelled answer lets go of it. */
class OllamaFlowIT {
    private static final FakeAnswer FOREVER =
            FakeAnswer.of(Collections.nCopies(100_000, "tok")).slow(Duration.ofMillis(5));

    /** 48 MB: several times what the sockets' buffers on both sides hold. */
    private static final int PIECES = 15_000;

    private static final FakeAnswer FLOOD = FakeAnswer.of(Stream.iterate(0, i -> i + 1)
            .limit(PIECES)
            .map(i -> i + ":" + "x".repeat(3 << 10))
            .toList());

    private final OllamaHarness harness = new OllamaHarness();
    private final FakeOllama ollama = harness.ollama;

    @AfterEach
    void close() {
        harness.close();
    }

    private FakeChat lastChat() {
        return ollama.chats().getLast();
    }

    @Test
    void stopsTheSocketWhileTheAskerPausesAndLosesNothing() {
        ollama.answers(FLOOD);
        harness.deploy();

        AskedAnswer answer = harness.ask("Write.");
        answer.onContext(answer.stream::pause);
        Await.until("the question", () -> !ollama.chats().isEmpty());
        Await.until("a full socket that nothing more is taken from", this::standsStill);
        long whenBlocked = lastChat().bytesWritten();
        int seen = answer.events.size();

        assertThat(whenBlocked).as("not swallowed whole").isLessThan(40L << 20);
        assertThat(answer.events).hasSize(seen);

        answer.onContext(answer.stream::resume);
        answer.whole();
        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(answer.all(TextDelta.class)).hasSize(PIECES);
        assertThat(answer.all(TextDelta.class))
                .extracting(delta -> delta.text().substring(0, delta.text().indexOf(':')))
                .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                        .limit(PIECES)
                        .map(String::valueOf)
                        .toList());
    }

    /** The system's own buffers grow for a while before they are full for good. */
    private boolean standsStill() {
        long written = lastChat().bytesWritten();
        harness.vertx.timer(400).await();
        return lastChat().blocked() && lastChat().bytesWritten() == written;
    }

    @Test
    void handsAHugePieceOnInSmallOnesWithoutCuttingACharacter() {
        String huge = "x" + "🌊".repeat(500_000);
        ollama.answers(FakeAnswer.of(huge).thinking(huge));

        AskedAnswer answer = harness.deploy().ask("Write.").whole();

        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(answer.text().equals(huge)).as("the text is whole").isTrue();
        assertThat(answer.thinking().equals(huge)).as("the thinking is whole").isTrue();
        assertThat(answer.all(TextDelta.class)).allSatisfy(delta -> {
            assertThat(delta.text().length()).isBetween(1, 4000);
            assertThat(Character.isLowSurrogate(delta.text().charAt(0))).isFalse();
        });
    }

    @Test
    void letsGoOfOllamaWhileItStreams() {
        ollama.answers(FOREVER);
        letsGoWhen(answer -> Await.until("some text", () -> answer.text().length() > 9));
    }

    @Test
    void letsGoOfOllamaWhilePausedByBackPressure() {
        ollama.answers(FLOOD);
        letsGoWhen(answer -> {
            answer.onContext(answer.stream::pause);
            Await.until("a full socket", () -> lastChat().blocked());
        });
    }

    @Test
    void letsGoOfOllamaWhileTheModelLoads() {
        ollama.answers(FakeAnswer.of("Hi").loading(Promise.promise().future()));
        letsGoWhen(answer ->
                Await.until("a sign of life", () -> !answer.all(Status.class).isEmpty()));
    }

    @Test
    void letsGoOfOllamaWhileItStalls() {
        ollama.answers(FakeAnswer.of("One", " two").stalledAfter(1));
        letsGoWhen(answer -> Await.until("some text", () -> answer.text().equals("One")));
    }

    private interface Situation {
        void arises(AskedAnswer answer);
    }

    private void letsGoWhen(Situation situation) {
        harness.deploy();
        AskedAnswer answer = harness.ask("Write.");
        Await.until("the question", () -> !ollama.chats().isEmpty());
        situation.arises(answer);
        assertThat(lastChat().closedByClient().isComplete()).isFalse();

        answer.stream.cancel();
        Await.soon(lastChat().closedByClient());
        assertThat(answer.whole().last())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Cancelled.class));
    }

    @Test
    void asksNoMoreAfterACancelDuringARetryPause() {
        Patience patient = new Patience(
                Duration.ofMillis(50), Duration.ofMillis(50), 3, Duration.ofMillis(400), Duration.ofSeconds(8));
        ollama.answers(FakeAnswer.busy());
        harness.deploy(OllamaHarness.config(ollama.url(), FakeOllama.MODEL), patient);

        AskedAnswer answer = harness.ask("Hi");
        Await.until(
                "a word on the wait",
                () -> answer.all(Status.class).stream()
                        .anyMatch(status -> status.text().startsWith("Ollama is busy")));
        answer.stream.cancel();
        answer.whole();
        harness.vertx.timer(700).await();

        assertThat(ollama.chats()).hasSize(1);
    }

    @Test
    void letsGoOfOllamaWhileItLooksForAModel() {
        Promise<Void> never = Promise.promise();
        ollama.lookupsWaitFor(never.future());
        harness.deploy(OllamaHarness.config(ollama.url(), null), OllamaHarness.QUICK);

        AskedAnswer answer = harness.ask("Hi");
        Await.until("the lookup", () -> ollama.requests().contains("GET /api/tags"));
        long cancelled = System.nanoTime();
        answer.stream.cancel();
        Await.until("the close", () -> ollama.connectionsOpen() == 0);

        assertThat(Duration.ofNanos(System.nanoTime() - cancelled))
                .as("sooner than the lookup would be given up")
                .isLessThan(Duration.ofSeconds(3));
        assertThat(answer.whole().last()).isInstanceOf(Failed.class);
        assertThat(ollama.chats()).isEmpty();
    }

    @Test
    void givesUpALookupThatHangs() {
        ollama.lookupsWaitFor(Future.future(_ -> {}));
        Patience quick = new Patience(
                Duration.ofSeconds(1), Duration.ofSeconds(1), 0, Duration.ofMillis(1), Duration.ofMillis(100));
        harness.deploy(OllamaHarness.config(ollama.url(), null), quick);

        AskedAnswer answer = harness.ask("Hi").whole();

        assertThat(((Failed) answer.last()).failure())
                .isInstanceOfSatisfying(
                        Failure.Unavailable.class,
                        failure -> assertThat(failure.message()).contains("took too long"));
        Await.until("the close", () -> ollama.connectionsOpen() == 0);
    }

    @Test
    void stopsOllamaWhenTheBackendIsUndeployed() {
        ollama.answers(FOREVER);
        harness.deploy();
        AskedAnswer answer = harness.ask("Write.");
        Await.until("some text", () -> answer.text().length() > 9);

        harness.undeploy();

        assertThat(answer.whole().last())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unavailable.class));
        Await.soon(lastChat().closedByClient());
    }
}
