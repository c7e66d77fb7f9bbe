package dev.rivulet.backend.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.Finding;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.Failure;
import dev.rivulet.wire.SseEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The backend against a far router on a socket. */
class RemoteBackendIT {
    private static final ChatEvent HELLO = new TextDelta("Hello");

    FarRouter far;

    @AfterEach
    void stop() throws Exception {
        if (far != null) {
            far.close();
        }
    }

    private void far() throws Exception {
        far = new FarRouter();
    }

    @Test
    void passesOnWhatTheFarRouterSaysWithItsBackendAndModel() throws Exception {
        far();
        ChatEvent thought = new ChatEvent.ReasoningDelta("hm");
        far.streams(FarRouter.STARTED, thought, HELLO, FarRouter.COMPLETED);
        List<ChatEvent> events = far.answer(FarRouter.question(
                ChatMessage.system("A prompt that the far router has its own of"), ChatMessage.user("Grüße")));
        assertThat(events)
                .containsExactly(
                        new ChatEvent.Started("near-id", "ollama", "tiny"), thought, HELLO, FarRouter.COMPLETED);
        FarRouter.Got got = far.got.take();
        assertThat(got.method() + " " + got.path()).isEqualTo("POST /live/chat");
        assertThat(got.headers().get("Accept")).isEqualTo("text/event-stream");
        assertThat(got.headers().get("Authorization")).isEqualTo("Bearer " + FarRouter.TOKEN);
        assertThat(got.headers().get("X-Request-Id")).isEqualTo("near-id");
        assertThat(got.json()).isEqualTo(new JsonObject("""
                        {"conversation":"discord:1:2","user":{"id":"7","name":"Ada"},
                         "origin":{"server":"10","channel":"11","profile":"terse"},
                         "messages":[{"role":"user","content":"Grüße"}]}"""));
    }

    @Test
    void asksAgainBeforeTheFirstTextAfterAsLongAsTheFarSideWants() throws Exception {
        far();
        far.answers(503, "{}", "Retry-After", "1")
                .streamsAndCuts(FarRouter.STARTED)
                .streams(FarRouter.STARTED, HELLO, FarRouter.COMPLETED);
        assertThat(far.answer()).endsWith(HELLO, FarRouter.COMPLETED);
        long first = far.got.take().atNanos();
        long second = far.got.take().atNanos();
        assertThat(Duration.ofNanos(second - first)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        assertThat(far.got).hasSize(1);
    }

    @Test
    void neverAsksAgainOnceTextWasShown() throws Exception {
        far();
        far.streamsAndCuts(FarRouter.STARTED, HELLO).streams(FarRouter.STARTED, HELLO, FarRouter.COMPLETED);
        assertThat(far.failure()).isInstanceOf(Failure.Truncated.class);
        assertThat(far.got).hasSize(1);
    }

    @Test
    void neverAsksOneAgainThatIsSilentAndSaysMeanwhileThatItWaits() throws Exception {
        far = new FarRouter(Duration.ofMillis(400), Duration.ofSeconds(30), FarRouter.retrying(Duration.ofMillis(50)));
        for (int i = 0; i < 3; i++) {
            far.then(response -> {});
        }
        List<ChatEvent> events = far.answer();
        assertThat(events).startsWith(new ChatEvent.Status("waiting for the router, 0 s"));
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        ChatEvent.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Failure.TimedOut.class));
        assertThat(far.got).hasSize(1);
        assertThat(far.left.poll(20, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isNotNull();
    }

    @Test
    void saysWhenToTryAgainWhereThatIsTooLongToWait() throws Exception {
        far();
        far.answers(429, "{\"message\":\"Too Many Requests\"}", "Retry-After", "60");
        assertThat(far.failure())
                .isEqualTo(new Failure.Overloaded(
                        "The router has too much to do just now; ask again in a moment.",
                        "status 429: Too Many Requests",
                        Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({
        "401, rejected, RIVULET_CHAT_TOKEN",
        "403, rejected, execute-api:Invoke",
        "404, rejected, RIVULET_CHAT_URL",
        "413, rejected, too large",
        "400, rejected, RIVULET_CHAT_URL",
        "504, timed-out, took too long",
        "500, unavailable, status 500",
        "502, unavailable, status 502",
        "503, unavailable, not there",
    })
    void tellsWhatAStatusMeansAndWhatToDo(int status, String kind, String words) throws Exception {
        far();
        for (int i = 0; i < 3; i++) {
            far.answers(status, "{\"message\":\"Words of the gateway\"}");
        }
        Failure failure = far.failure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains(words).doesNotContain("Words of the gateway");
        assertThat(failure.detail()).contains("status " + status, "Words of the gateway");
        boolean passing = status == 500 || status == 502 || status == 503;
        assertThat(far.got).hasSize(passing ? 3 : 1);
    }

    @Test
    void tellsWhatTheFarRouterItselfSays() throws Exception {
        far();
        far.answers(422, "{\"kind\":\"rejected\",\"detail\":\"There is no model `x`.\"}");
        assertThat(far.failure().message()).isEqualTo("There is no model `x`.");
    }

    @Test
    void passesOnAFailureInTheStream() throws Exception {
        far();
        far.streams(FarRouter.STARTED, new ChatEvent.Failed(new Failure.TimedOut("Its time was up.", "")));
        assertThat(far.failure()).isInstanceOf(Failure.TimedOut.class);
        assertThat(far.got).hasSize(1);
    }

    @Test
    void takesHeartbeatsForLifeAndNothingForSilence() throws Exception {
        far = new FarRouter(Duration.ofSeconds(20), Duration.ofMillis(400), FarRouter.retrying(Duration.ofSeconds(20)));
        far.then(response -> {
            response.putHeader("Content-Type", "text/event-stream").setChunked(true);
            response.write(SseEncoder.event(FarRouter.STARTED));
            int[] beats = {0};
            far.vertx.setPeriodic(50, timer -> {
                if (++beats[0] < 20) {
                    response.write(SseEncoder.comment("heartbeat"));
                } else {
                    far.vertx.cancelTimer(timer);
                    response.end(SseEncoder.event(HELLO).appendBuffer(SseEncoder.event(FarRouter.COMPLETED)));
                }
            });
        });
        assertThat(far.answer()).endsWith(HELLO, FarRouter.COMPLETED);
        far.streams(FarRouter.STARTED, HELLO, new ChatEvent.Status("and then nothing"));
        assertThat(far.failure()).isInstanceOf(Failure.TimedOut.class);
        assertThat(far.left.poll(20, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isNotNull();
    }

    @Test
    void closesTheConnectionWhenTheAnswerIsCancelled() throws Exception {
        far();
        far.streams(FarRouter.STARTED, HELLO, new ChatEvent.Status("more to come"));
        BlockingQueue<ChatEvent> events = new LinkedBlockingQueue<>();
        AnswerStream stream =
                far.ask(FarRouter.question(ChatMessage.user("Hello")), events, new LinkedBlockingQueue<>());
        while (!events.contains(HELLO)) {
            assertThat(far.left).isEmpty();
            Thread.onSpinWait();
        }
        stream.cancel();
        assertThat(far.left.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void callsWhatIsNotTheProtocolMalformed() throws Exception {
        far();
        far.then(response -> response.putHeader("Content-Type", "Text/Event-Stream; charset=utf-8")
                .end(Buffer.buffer("event: nonsense\ndata: {}\n\n")));
        assertThat(far.failure()).isInstanceOf(Failure.MalformedStream.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "text/event-streaming", ""})
    void callsAPageMalformedAndDoesNotAskItAgain(String type) throws Exception {
        far();
        for (int i = 0; i < 3; i++) {
            far.then(response -> {
                if (!type.isEmpty()) {
                    response.putHeader("Content-Type", type);
                }
                response.setChunked(true).write("<html>Welcome</html>");
            });
        }
        Failure failure = far.failure();
        assertThat(failure).isInstanceOf(Failure.MalformedStream.class);
        assertThat(failure.message()).contains("RIVULET_CHAT_URL");
        assertThat(far.got).hasSize(1);
        assertThat(far.left.poll(20, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isNotNull();
    }

    @Test
    void readsNoMoreOfARefusalThanItMayHaveAndClosesTheConnection() throws Exception {
        far();
        far.then(response -> {
            response.setStatusCode(400).setChunked(true);
            flood(response);
        });
        assertThat(far.failure().kind()).isEqualTo("rejected");
        assertThat(far.left.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    /** Goes on for as long as somebody reads. */
    private static void flood(HttpServerResponse response) {
        response.write("x".repeat(1 << 16)).onSuccess(_ -> flood(response));
    }

    @Test
    void waitsNoLongerForTheWordsOfARefusalThanForALook() throws Exception {
        far = new FarRouter(Duration.ofSeconds(20), Duration.ofSeconds(30), FarRouter.looking(Duration.ofMillis(200)));
        far.then(response -> response.setStatusCode(403).setChunked(true).write("and then nothing"));
        assertThat(far.failure().message()).contains("execute-api:Invoke");
        assertThat(far.left.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void letsGoOfALookThatTakesTooLong() throws Exception {
        far = new FarRouter(Duration.ofSeconds(20), Duration.ofSeconds(30), FarRouter.looking(Duration.ofMillis(200)));
        far.then(response -> {});
        assertThat(far.probe().getFirst().text()).contains("took too long");
        assertThat(far.left.poll(20, TimeUnit.SECONDS)).as("before its head").isNotNull();
        far.then(response -> response.setChunked(true).write("{\"status\":"));
        assertThat(far.probe().getFirst().level()).isEqualTo(Finding.Level.PROBLEM);
        assertThat(far.left.poll(20, TimeUnit.SECONDS)).as("in its body").isNotNull();
    }

    @Test
    void asksTheFirstQuestionOverTheConnectionOfTheLook() throws Exception {
        far();
        far.answers(200, "{\"status\":\"ready\",\"live\":true}")
                .streams(FarRouter.STARTED, HELLO, FarRouter.COMPLETED)
                .streams(FarRouter.STARTED, HELLO, FarRouter.COMPLETED);
        far.probe();
        assertThat(far.answer()).endsWith(HELLO, FarRouter.COMPLETED);
        assertThat(far.answer()).endsWith(HELLO, FarRouter.COMPLETED);
        assertThat(far.connections).hasValue(1);
    }

    @Test
    void opensTheFirstConnectionWhileItLooksHowTheFarRouterIs() throws Exception {
        far();
        far.answers(200, "{\"status\":\"ready\",\"live\":true}");
        Finding ready = far.probe().getFirst();
        assertThat(ready.level()).isEqualTo(Finding.Level.OK);
        assertThat(far.got.take().path()).isEqualTo("/live/health");
        far.answers(403, "{\"message\":\"Missing Authentication Token\"}");
        Finding refused = far.probe().getFirst();
        assertThat(refused.level()).isEqualTo(Finding.Level.PROBLEM);
        assertThat(refused.text()).contains("execute-api:Invoke");
    }
}
