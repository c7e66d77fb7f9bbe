package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeAnswer;
import dev.rivulet.backend.ollama.FakeChat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast a caller that goes away gives Ollama its time back: through HTTP, router and backend, over real sockets. */
class CancelIT {
    private static final long LIMIT_MS = 100;

    private static final int ROUNDS = 5;

    private static final FakeAnswer ENDLESS =
            FakeAnswer.of(Collections.nCopies(100_000, "word ")).slow(Duration.ofMillis(10));

    private static final FakeAnswer LOADING =
            FakeAnswer.text("Too late.").loading(Promise.promise().future());

    @TempDir
    static Path home;

    static OneProcess rivulet;

    @BeforeAll
    static void start() {
        rivulet = new OneProcess(home, Map.of("RIVULET_ROUTER_MAX_IN_FLIGHT", "1"));
    }

    @AfterAll
    static void stop() {
        rivulet.close();
    }

    /** What to wait for before the caller leaves. */
    private interface Moment {
        void comes(Caller caller, FakeChat chat) throws IOException;
    }

    @Test
    void letsGoOfOllamaWhileItStreams() throws Exception {
        measure("text/event-stream", ENDLESS, (caller, _) -> caller.reads("event: delta"));
    }

    @Test
    void letsGoOfOllamaWhileAnAnswerIsCollected() throws Exception {
        measure(
                "application/json",
                ENDLESS,
                (_, chat) -> Await.until("some text", () -> chat.tokenTimes().size() > 10));
    }

    @Test
    void letsGoOfOllamaWhileTheCallerReadsNothingAndSoMakesItWait() throws Exception {
        measure(
                "text/event-stream",
                Standstill.FLOOD,
                (_, chat) -> Await.until("nothing moves any more", new Standstill(chat)::isReached));
        assertThat(rivulet.ollama.chats().getLast().bytesWritten())
                .as("bytes that Ollama could write to a caller that reads nothing")
                .isLessThan(30L << 20);
    }

    @Test
    void letsGoOfOllamaWhileTheModelLoads() throws Exception {
        measure(
                "text/event-stream",
                LOADING,
                (_, chat) -> assertThat(chat.bytesWritten()).isZero());
    }

    @Test
    void forgetsAQuestionThatWaitsForItsTurn() throws Exception {
        List<Long> took = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int before = rivulet.ollama.chats().size();
            Promise<Void> go = Promise.promise();
            rivulet.ollama.answersNext(
                    FakeAnswer.text("The first.").pausedAfter(1, go.future()), FakeAnswer.text("The third."));
            try (Caller first = Caller.streams(rivulet.port(), "first");
                    Caller third = leaveFromLine(first, took)) {
                go.complete();
                first.reads("event: completed");
                assertThat(third.reads("event: completed")).contains("The", "third");
            }
            assertThat(rivulet.ollama.chats().stream().skip(before))
                    .as("who came to Ollama")
                    .extracting(CancelIT::question)
                    .containsExactly("first", "third");
        }
        assertFast(took, "until the next in line moved up");
    }

    private static String question(FakeChat chat) {
        JsonArray messages = chat.question().getJsonArray("messages");
        return messages.getJsonObject(messages.size() - 1).getString("content");
    }

    /** A second caller waits, a third behind it, and the second leaves. */
    private static Caller leaveFromLine(Caller first, List<Long> took) throws IOException {
        first.reads("event: delta");
        try (Caller second = Caller.streams(rivulet.port(), "second")) {
            second.reads("next in line");
            Caller third = Caller.streams(rivulet.port(), "third");
            third.reads("2nd in line");
            try (Hiccups hiccups = new Hiccups()) {
                long left = second.leaves();
                third.reads("next in line");
                took.add(System.nanoTime() - left - hiccups.longestNanos());
            }
            return third;
        }
    }

    private static void measure(String accept, FakeAnswer answer, Moment moment) throws Exception {
        List<Long> took = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int before = rivulet.ollama.chats().size();
            rivulet.ollama.answersNext(answer);
            try (Caller caller = new Caller(rivulet.port(), accept, "Write.")) {
                Await.until("the question", () -> rivulet.ollama.chats().size() > before);
                FakeChat chat = rivulet.ollama.chats().getLast();
                moment.comes(caller, chat);
                Future<Long> closed = chat.closedByClient().map(_ -> System.nanoTime());
                assertThat(closed.isComplete()).isFalse();
                try (Hiccups hiccups = new Hiccups()) {
                    long left = caller.leaves();
                    took.add(Await.soon("the end of Ollama's connection", closed) - left - hiccups.longestNanos());
                }
            }
        }
        assertFast(took, "until Ollama's connection was closed");
    }

    private static void assertFast(List<Long> tookNanos, String what) {
        List<Long> millis =
                tookNanos.stream().map(TimeUnit.NANOSECONDS::toMillis).sorted().toList();
        String measured = "milliseconds from the caller's leaving " + what + ": " + millis + ", the longest";
        assertThat(millis.getLast()).as(measured).isLessThan(LIMIT_MS);
    }
}
