package dev.rivulet.backend.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Image;
import dev.rivulet.chat.Usage;
import dev.rivulet.config.OllamaConfig;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the backend asks Ollama, and what it makes of a whole answer. */
class OllamaBackendIT {
    private final OllamaHarness harness = new OllamaHarness();
    private final FakeOllama ollama = harness.ollama;

    @AfterEach
    void close() {
        harness.close();
    }

    private JsonObject asked() {
        return ollama.chats().getLast().question();
    }

    @Test
    void streamsTheAnswerTokenByToken() {
        ollama.answers(FakeAnswer.of("One", " two", " three"));

        AskedAnswer answer = harness.deploy().ask("Count.").whole();

        assertThat(answer.events)
                .startsWith(
                        new Started("r1", "ollama", "llama3.2"),
                        new TextDelta("One"),
                        new TextDelta(" two"),
                        new TextDelta(" three"))
                .hasSize(5);
        assertThat(answer.last()).isInstanceOfSatisfying(Completed.class, completed -> {
            assertThat(completed.finish()).isEqualTo(Finish.STOP);
            assertThat(completed.usage()).isEqualTo(new Usage(26, 3));
            assertThat(completed.elapsed()).isPositive();
        });
    }

    @Test
    void passesEachTokenOnBeforeTheNextIsWritten() {
        Promise<Void> release = Promise.promise();
        ollama.answers(FakeAnswer.of("One", " two").pausedAfter(1, release.future()));

        AskedAnswer answer = harness.deploy().ask("Count.");

        Await.until("the first token", () -> answer.text().equals("One"));
        release.complete();
        assertThat(answer.whole().text()).isEqualTo("One two");
    }

    @Test
    void sendsTheConversationWithItsRoles() {
        harness.deploy()
                .ask(OllamaHarness.question(
                        ChatMessage.system("Be kind."),
                        ChatMessage.user("Hi"),
                        ChatMessage.assistant("Hello!"),
                        ChatMessage.user("Who are you?")))
                .whole();

        assertThat(asked())
                .isEqualTo(new JsonObject()
                        .put("model", "llama3.2")
                        .put("stream", true)
                        .put(
                                "messages",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("role", "system")
                                                .put("content", "Be kind."))
                                        .add(new JsonObject()
                                                .put("role", "user")
                                                .put("content", "Hi"))
                                        .add(new JsonObject()
                                                .put("role", "assistant")
                                                .put("content", "Hello!"))
                                        .add(new JsonObject()
                                                .put("role", "user")
                                                .put("content", "Who are you?"))));
    }

    @Test
    void sendsKeepAliveThinkAndOptionsAsConfigured() {
        harness.deploy(
                        new OllamaConfig(
                                ollama.url(),
                                "qwen3",
                                "10m",
                                "high",
                                Map.of("num_ctx", 8192, "temperature", 0.2, "stop", List.of("###")),
                                Duration.ofSeconds(1)),
                        OllamaHarness.QUICK)
                .ask("Hi")
                .whole();

        assertThat(asked().getString("model")).isEqualTo("qwen3");
        assertThat(asked().getValue("keep_alive")).isEqualTo("10m");
        assertThat(asked().getValue("think")).isEqualTo("high");
        assertThat(asked().getJsonObject("options"))
                .isEqualTo(new JsonObject()
                        .put("num_ctx", 8192)
                        .put("temperature", 0.2)
                        .put("stop", new JsonArray().add("###")));
    }

    @Test
    void sendsSecondsAndSwitchesAsNumbersAndBooleans() {
        harness.deploy(
                        new OllamaConfig(ollama.url(), "qwen3", "-1", "false", Map.of(), Duration.ofSeconds(1)),
                        OllamaHarness.QUICK)
                .ask("Hi")
                .whole();

        assertThat(asked().getValue("keep_alive")).isEqualTo(-1);
        assertThat(asked().getValue("think")).isEqualTo(false);
    }

    @Test
    void asksForTheModelThatTheQuestionNames() {
        AskedAnswer answer = harness.deploy()
                .ask(OllamaHarness.question("mistral:7b", ChatMessage.user("Hi")))
                .whole();

        assertThat(asked().getString("model")).isEqualTo("mistral:7b");
        assertThat(answer.all(Started.class)).containsExactly(new Started("r1", "ollama", "mistral:7b"));
    }

    @Test
    void asksForTheChatModelInstalledLastWhenNoneIsNamed() {
        ollama.installs("mistral:7b", "2026-08-02T06:00:00Z", "completion")
                .installs("older", "2026-08-02T07:00:00+02:00", "completion")
                .installs("nomic-embed-text", "2026-08-09T10:00:00Z", "embedding");

        harness.deploy(OllamaHarness.config(ollama.url(), null), OllamaHarness.QUICK)
                .ask("Hi")
                .whole();

        assertThat(asked().getString("model")).isEqualTo("mistral:7b");
    }

    @Test
    void showsThinkingAsReasoningAndNeverAsText() {
        ollama.answers(FakeAnswer.of("Ans", "wer").thinking("Let me", " see"));

        AskedAnswer answer = harness.deploy().ask("Hi").whole();

        assertThat(answer.thinking()).isEqualTo("Let me see");
        assertThat(answer.text()).isEqualTo("Answer");
    }

    @Test
    void takesThinkTagsOutOfTheContentHoweverTheyAreSplit() {
        ollama.answers(
                FakeAnswer.of("<", "thi", "nk>\nLet me", " see\n</th", "ink", ">\n\nAns", "wer with <think> in it"));

        AskedAnswer answer = harness.deploy().ask("Hi").whole();

        assertThat(answer.thinking()).isEqualTo("\nLet me see\n");
        assertThat(answer.text()).isEqualTo("Answer with <think> in it");
        assertThat(answer.last()).isInstanceOf(Completed.class);
    }

    @Test
    void passesOnWhatTheLastLineCarries() {
        ollama.answers(FakeAnswer.of("One", " two")
                .done(new JsonObject()
                        .put(
                                "message",
                                new JsonObject().put("role", "assistant").put("content", " three"))
                        .put("done_reason", "length")));

        AskedAnswer answer = harness.deploy().ask("Count.").whole();

        assertThat(answer.text()).isEqualTo("One two three");
        assertThat(((Completed) answer.last()).finish()).isEqualTo(Finish.LENGTH);
    }

    @Test
    void completesWithoutUsageWhenOllamaTellsNone() {
        ollama.answers(FakeAnswer.malformed("{\"message\":{\"content\":\"Hi\"}}\r\n\r\n{\"done\":true}"));

        AskedAnswer answer = harness.deploy().ask("Hi").whole();

        assertThat(answer.text()).isEqualTo("Hi");
        assertThat(((Completed) answer.last()).usage()).isEqualTo(Usage.UNKNOWN);
    }

    @Test
    void sendsPicturesToAModelThatSees() {
        ollama.installs("llava", "2026-08-01T10:00:00Z", "completion", "vision");

        AskedAnswer answer = harness.deploy().ask(withPicture("llava")).whole();

        assertThat(asked().getJsonArray("messages").getJsonObject(0).getJsonArray("images"))
                .isEqualTo(new JsonArray().add("aGk="));
        assertThat(answer.all(Status.class)).isEmpty();
    }

    @Test
    void leavesPicturesOutForAModelThatDoesNotSeeAndSaysSo() {
        AskedAnswer answer = harness.deploy().ask(withPicture(FakeOllama.MODEL)).whole();
        harness.ask(withPicture(FakeOllama.MODEL)).whole();

        assertThat(asked().getJsonArray("messages").getJsonObject(0).containsKey("images"))
                .isFalse();
        assertThat(answer.all(Status.class))
                .containsExactly(new Status("llama3.2 can't see pictures: it answers without them"));
        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(ollama.requests()).as("asked once").containsOnlyOnce("POST /api/show");
    }

    private static ChatRequest withPicture(String model) {
        return OllamaHarness.question(
                model,
                new ChatMessage(
                        ChatMessage.Role.USER, "What is this?", null, null, List.of(new Image("image/png", "aGk="))));
    }

    @Test
    void tellsEverySecondThatTheModelLoadsAndStartsOnlyWhenItHas() {
        Promise<Void> loaded = Promise.promise();
        ollama.answers(FakeAnswer.of("Hi").loading(loaded.future()));

        AskedAnswer answer = harness.deploy().ask("Hi");
        Await.until("three signs of life", () -> answer.events.size() >= 3);
        assertThat(answer.events)
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                Status.class,
                                status -> assertThat(status.text()).matches("loading llama3\\.2, \\d+ s")));

        loaded.complete();
        answer.whole();
        List<ChatEvent> afterLoading =
                answer.events.stream().dropWhile(Status.class::isInstance).toList();
        assertThat(afterLoading).startsWith(new Started("r1", "ollama", "llama3.2"), new TextDelta("Hi"));
        assertThat(afterLoading).hasSize(3);
    }

    @Test
    void keepsItsConnectionForTheNextQuestion() {
        harness.deploy();

        for (int i = 0; i < 5; i++) {
            assertThat(harness.ask("Hi").whole().last()).isInstanceOf(Completed.class);
        }

        assertThat(ollama.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void answersManyQuestionsAtOnce() {
        Promise<Void> release = Promise.promise();
        ollama.answers(FakeAnswer.of("One", " two").pausedAfter(1, release.future()));
        harness.deploy();

        List<AskedAnswer> answers =
                IntStream.range(0, 40).mapToObj(i -> harness.ask("Hi")).toList();
        Await.until(
                "all first tokens",
                () -> answers.stream().allMatch(each -> each.text().equals("One")));
        release.complete();

        assertThat(answers).allSatisfy(each -> assertThat(each.whole().text()).isEqualTo("One two"));
    }

    @Test
    void sendsUserAndPasswordOfTheUrlAsAuthorization() {
        harness.deploy(
                        OllamaHarness.config(
                                URI.create("http://ann:se%3Acret@127.0.0.1:" + ollama.port()), FakeOllama.MODEL),
                        OllamaHarness.QUICK)
                .ask("Hi")
                .whole();

        assertThat(ollama.lastAuthorization()).isEqualTo("Basic YW5uOnNlOmNyZXQ=");
    }
}
