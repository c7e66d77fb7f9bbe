package dev.rivulet.backend.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Image;
import dev.rivulet.config.OllamaConfig;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an asker gets when Ollama refuses, breaks, or isn't there; and that the next question works. */
class OllamaFaultsIT {
    private static final FakeAnswer ANSWER = FakeAnswer.of("One", " two", " three", " four");

    /** Doesn't wait long for a look-up. */
    private static final Patience HASTY = new Patience(
            Duration.ofMillis(120), Duration.ofMillis(60), 3, Duration.ofMillis(20), Duration.ofMillis(300));

    private final OllamaHarness harness = new OllamaHarness();
    private final FakeOllama ollama = harness.ollama;

    @AfterEach
    void close() {
        harness.close();
    }

    private Failure failure(AskedAnswer answer) {
        assertThat(answer.whole().last()).isInstanceOf(Failed.class);
        assertThat(answer.all(ChatEvent.Terminal.class)).as("endings").hasSize(1);
        return ((Failed) answer.last()).failure();
    }

    private void nextQuestionWorks() {
        assertThat(harness.ask("And now?").whole().last()).isInstanceOf(Completed.class);
    }

    @Test
    void endsAsTruncatedWhenTheConnectionIsCutMidStream() {
        ollama.answersNext(ANSWER.interruptedAfter(2));

        AskedAnswer answer = harness.deploy().ask("Count.");

        assertThat(failure(answer)).isInstanceOf(Failure.Truncated.class);
        assertThat(answer.text()).isEqualTo("One two");
        nextQuestionWorks();
    }

    @Test
    void endsAsTruncatedWhenTheBodyEndsWithoutDone() {
        ollama.answersNext(ANSWER.truncatedAfter(3));

        AskedAnswer answer = harness.deploy().ask("Count.");

        assertThat(failure(answer)).isInstanceOf(Failure.Truncated.class);
        assertThat(answer.text()).isEqualTo("One two three");
        nextQuestionWorks();
    }

    @Test
    void showsWhatWasHeldBackForATagWhenTheAnswerBreaksOff() {
        ollama.answersNext(FakeAnswer.of("<thi", "nk").truncatedAfter(1));

        AskedAnswer answer = harness.deploy().ask("Count.");

        assertThat(failure(answer)).isInstanceOf(Failure.Truncated.class);
        assertThat(answer.text()).isEqualTo("<thi");
    }

    @Test
    void endsAsTruncatedWhenTheBodyIsEmpty() {
        ollama.answersNext(ANSWER.truncatedAfter(0));

        assertThat(failure(harness.deploy().ask("Count."))).isInstanceOf(Failure.Truncated.class);
        nextQuestionWorks();
    }

    @Test
    void endsWithOllamasWordsWhenALineTellsOfAnError() {
        ollama.answersNext(ANSWER.errorAfter(2, "llama runner process has terminated: signal: killed"));

        AskedAnswer answer = harness.deploy().ask("Count.");

        assertThat(failure(answer))
                .isInstanceOfSatisfying(
                        Failure.Unavailable.class,
                        failure -> assertThat(failure.message())
                                .isEqualTo(
                                        "Ollama broke the answer off: llama runner process has terminated: signal: killed."));
        assertThat(answer.text()).isEqualTo("One two");
        nextQuestionWorks();
    }

    @Test
    void endsAsMalformedAtGarbageAndClosesTheConnection() {
        ollama.answersNext(ANSWER.malformedAfter(2));

        AskedAnswer answer = harness.deploy().ask("Count.");

        assertThat(failure(answer)).isInstanceOf(Failure.MalformedStream.class);
        assertThat(answer.text()).isEqualTo("One two");
        nextQuestionWorks();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>secret</html>\n",
                "{\"message\":\n",
                "[]\n",
                "{\"message\":{\"content\":42}}\n",
                "{\"something\":\"secret\"}\n",
                "{\"message\":{\"content\":[\"secret\"]}}\n",
                "event: message\ndata: {\"secret\":1}\n\n"
            })
    void endsAsMalformedWhenTheBodyIsNotOllamas(String body) {
        ollama.answersNext(FakeAnswer.malformed(body));

        Failure failure = failure(harness.deploy().ask("Count."));

        assertThat(failure).isInstanceOf(Failure.MalformedStream.class);
        assertThat(failure.message() + failure.detail()).doesNotContain("secret");
        nextQuestionWorks();
    }

    @Test
    void endsAsMalformedAtALineOverEightMegabytes() {
        ollama.answersNext(FakeAnswer.malformed("{\"message\":{\"content\":\"" + "x".repeat(9 << 20) + "\"}}\n"));

        Failure failure = failure(harness.deploy().ask("Count."));

        assertThat(failure).isInstanceOf(Failure.MalformedStream.class);
        assertThat(failure.detail()).isEqualTo("line 1 is longer than 8388608 bytes");
        nextQuestionWorks();
    }

    @Test
    void takesALongLine() {
        ollama.answersNext(FakeAnswer.of("x".repeat(7 << 20)));

        assertThat(harness.deploy().ask("Write.").whole().text()).hasSize(7 << 20);
    }

    @Test
    void saysStalledAnswersNothingButWhatCame() {
        ollama.answersNext(ANSWER.stalledAfter(2));

        AskedAnswer answer = harness.deploy().ask("Count.");

        Await.until("two tokens", () -> answer.text().equals("One two"));
        answer.stream.cancel();
        assertThat(failure(answer)).isInstanceOf(Failure.Cancelled.class);
        nextQuestionWorks();
    }

    @Test
    void namesTheModelAndThePullWhenTheModelIsMissing() {
        ollama.answersNext(FakeAnswer.notFound("mixtral"));

        Failure failure = failure(harness.deploy().ask(OllamaHarness.question("mixtral", ChatMessage.user("Hi"))));

        assertThat(failure).isInstanceOf(Failure.Rejected.class);
        assertThat(failure.message()).contains("no model `mixtral`").contains("`ollama pull mixtral`");
        nextQuestionWorks();
    }

    @Test
    void namesAModelToPullWhenNoneIsInstalled() {
        ollama.hasNoModels();

        Failure failure = failure(harness.deploy(OllamaHarness.config(ollama.url(), null), OllamaHarness.QUICK)
                .ask("Hi"));

        assertThat(failure).isInstanceOf(Failure.Unavailable.class);
        assertThat(failure.message()).contains("`ollama pull llama3.2`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "400 | {\"error\":\"json: bad  things\\nhappened\"} | rejected | Ollama did not take the question: json: bad things happened.",
                "400 | {\"error\":{\"message\":\"an object\",\"type\":\"x\"}} | rejected | Ollama did not take the question: an object.",
                "401 | {\"error\":\"unauthorized\",\"signin_url\":\"https://secret\"} | rejected | `ollama signin`",
                "403 | ^^ | rejected | OLLAMA_HOST=0.0.0.0",
                "404 | 404 page not found | unavailable | is not Ollama: set OLLAMA_URL",
                "302 | ^^ | unavailable | is not Ollama: set OLLAMA_URL",
                "429 | {\"error\":\"too many\"} | overloaded | ask again in a moment",
                "500 | {\"error\":\"model requires more system memory\"} | unavailable | Ollama failed: model requires more system memory.",
                "500 | {\"error\":\"error parsing tool call: raw='secret', err=x\"} | unavailable | Ollama failed: error parsing tool call:.",
                "502 | <html>Bad Gateway</html> | unavailable | Ollama failed with status 502",
            })
    void saysWhatAStatusMeansBeforeAnyOutput(int status, String body, String kind, String message) {
        ollama.answersNext(FakeAnswer.status(status, body));

        AskedAnswer answer = harness.deploy().ask("Hi");
        Failure failure = failure(answer);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains(message).doesNotContain("secret");
        assertThat(failure.detail()).contains("status " + status).doesNotContain("secret");
        assertThat(answer.all(Started.class)).isEmpty();
        nextQuestionWorks();
    }

    @Test
    void readsOnlySoMuchOfAnError() {
        ollama.answersNext(FakeAnswer.status(500, "x".repeat(200 << 10)));

        Failure failure = failure(harness.deploy().ask("Hi"));

        assertThat(failure.message()).startsWith("Ollama failed with status 500");
        Await.until("the end of the connection", () -> ollama.connectionsOpen() == 0);
        nextQuestionWorks();
    }

    @Test
    void isUnavailableWhenALookUpHangsAndLetsGoOfItsConnection() {
        Promise<Void> never = Promise.promise();
        ollama.lookupsWaitFor(never.future());
        harness.deploy(OllamaHarness.config(ollama.url(), null), HASTY);

        Failure failure = failure(harness.ask("Hi"));

        assertThat(failure).isInstanceOf(Failure.Unavailable.class);
        assertThat(failure.message()).contains("took too long");
        Await.until("the end of the connection", () -> ollama.connectionsOpen() == 0);
    }

    @Test
    void letsGoOfALookUpThatHangsBeforeItAsksWithPictures() {
        Promise<Void> never = Promise.promise();
        ollama.lookupsWaitFor(never.future());
        harness.deploy(OllamaHarness.config(ollama.url(), FakeOllama.MODEL), HASTY);

        AskedAnswer answer = harness.ask(OllamaHarness.question(new ChatMessage(
                        ChatMessage.Role.USER, "What is it?", null, null, List.of(new Image("image/png", "aGk=")))))
                .whole();

        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(ollama.connectionsOpened()).isEqualTo(2);
        Await.until("the end of the first connection", () -> ollama.connectionsOpen() == 1);
    }

    @Test
    void isUnavailableWhenALookUpIsEndless() {
        ollama.installs("x".repeat(5 << 20), "2026-08-01T10:00:00Z", "completion");

        Failure failure = failure(harness.deploy(OllamaHarness.config(ollama.url(), null), OllamaHarness.QUICK)
                .ask("Hi"));

        assertThat(failure).isInstanceOf(Failure.Unavailable.class);
        assertThat(failure.message()).contains("is not Ollama");
        Await.until("the end of the connection", () -> ollama.connectionsOpen() == 0);
        assertThat(harness.probe().text()).contains("is not Ollama");
        Await.until("the end of the probe's connections", () -> ollama.connectionsOpen() <= 1);
    }

    @Test
    void asksABusyOllamaAgainUntilItTakesTheQuestion() {
        ollama.busy(3);

        AskedAnswer answer = harness.deploy().ask("Hi").whole();

        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(answer.all(Started.class)).hasSize(1);
        assertThat(ollama.chats()).hasSize(4);
        assertThat(ollama.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void isOverloadedWhenOllamaStaysBusy() {
        ollama.answers(FakeAnswer.status(503, "{\"error\":\"server busy\"}", "Retry-After", "7"));

        Failure failure = failure(harness.deploy().ask("Hi"));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.Overloaded.class,
                        overloaded -> assertThat(overloaded.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(ollama.chats()).hasSize(4);
    }

    @Test
    void asksWithoutThinkWhenTheModelCanNotThink() {
        ollama.answersNext(FakeAnswer.refusal(400, "\"llama3.2\" does not support thinking"));

        AskedAnswer answer = harness.deploy(
                        new OllamaConfig(ollama.url(), FakeOllama.MODEL, null, "true", Map.of(), Duration.ofSeconds(2)),
                        OllamaHarness.QUICK)
                .ask("Hi")
                .whole();

        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(ollama.chats().getFirst().question().getValue("think")).isEqualTo(true);
        assertThat(ollama.chats().getLast().question().containsKey("think")).isFalse();
    }

    @Test
    void saysHowToStartAnOllamaThatIsNotThereAndAnswersOnceItIs() {
        int port = ollama.port();
        harness.deploy();
        ollama.close();

        Failure failure = failure(harness.ask("Hi"));

        assertThat(failure).isInstanceOf(Failure.Unavailable.class);
        assertThat(failure.message())
                .isEqualTo("Ollama does not answer: start it with `ollama serve`, or set OLLAMA_URL to where it runs.");
        assertThat(failure.detail()).startsWith("http://127.0.0.1:" + port + ": ");
        try (FakeOllama again = FakeOllama.start(harness.vertx, port)) {
            nextQuestionWorks();
            assertThat(again.chats()).hasSize(1);
        }
    }

    @Test
    void noticesThatAKeptConnectionDied() {
        int port = ollama.port();
        harness.deploy();
        nextQuestionWorks();
        ollama.close();

        try (FakeOllama again = FakeOllama.start(harness.vertx, port)) {
            nextQuestionWorks();
            assertThat(again.chats()).hasSize(1);
        }
    }

    @Test
    void asksOnceMoreWhenTheConnectionClosesBeforeAnyAnswer() {
        ollama.answersNext(ANSWER.interruptedAfter(0));

        assertThat(harness.deploy().ask("Hi").whole().last()).isInstanceOf(Completed.class);
        assertThat(ollama.chats()).hasSize(2);
    }

    @Test
    void isUnavailableWhenTheConnectionClosesBeforeAnyAnswerAgain() {
        ollama.answers(ANSWER.interruptedAfter(0));

        Failure failure = failure(harness.deploy().ask("Hi"));

        assertThat(failure).isInstanceOf(Failure.Unavailable.class);
        assertThat(failure.message()).contains("closed the connection before it answered");
        assertThat(ollama.chats()).hasSize(2);
    }

    @Test
    void isUnavailableWhenSomethingElseAnswers() {
        NetServer ssh = harness.vertx
                .createNetServer()
                .connectHandler(socket -> socket.write("SSH-2.0-OpenSSH_9.9\r\n"))
                .listen(0, "127.0.0.1")
                .await();

        Failure failure = failure(harness.deploy(
                        OllamaHarness.config(
                                URI.create("http://ann:secret@127.0.0.1:" + ssh.actualPort()), FakeOllama.MODEL),
                        OllamaHarness.QUICK)
                .ask("Hi"));

        assertThat(failure).isInstanceOf(Failure.Unavailable.class);
        assertThat(failure.message() + failure.detail()).doesNotContain("secret");
        assertThat(failure.message()).contains("not Ollama");
        assertThat(failure.detail()).contains("http://127.0.0.1:" + ssh.actualPort());
    }

    @Test
    void doesNotKeepAConnectionWhoseBodyGoesOnAfterDone() {
        ollama.answersNext(new FakeAnswer(List.of(
                new FakeAnswer.Step.Message(new JsonObject().put("content", "Hi")),
                new FakeAnswer.Step.Done(new JsonObject()),
                new FakeAnswer.Step.Stall())));
        harness.deploy();

        AskedAnswer first = harness.ask("Hi");
        assertThat(first.whole().last()).isInstanceOf(Completed.class);
        Await.soon(ollama.chats().getFirst().closedByClient());
        nextQuestionWorks();
    }
}
