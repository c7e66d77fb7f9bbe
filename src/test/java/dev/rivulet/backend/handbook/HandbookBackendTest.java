package dev.rivulet.backend.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.Finding;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.Usage;
import dev.rivulet.chat.User;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandbookBackendTest {
    private static final Finding NO_OLLAMA = new Finding(
            Finding.Level.PROBLEM,
            "Ollama at http://localhost:11434",
            "Nobody answers there.",
            "Start it with `ollama serve`.");
    private static final Finding OLLAMA_IS_THERE =
            new Finding(Finding.Level.OK, "Ollama at http://localhost:11434", "It answers.", null);
    private static final Finding NO_TOKEN =
            new Finding(Finding.Level.PROBLEM, "Discord", "There is no token.", "Set DISCORD_TOKEN.");

    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void quotesTheSectionThatFitsUnderItsSource() throws Exception {
        deploy();
        assertThat(text(ask("How do I start Ollama?")))
                .startsWith("**docs/ollama.md › Starting Ollama**\n> ```sh\n> ollama serve\n> ```\n>\n> ");
    }

    @Test
    void startsAndCompletesAsTheHandbook() throws Exception {
        deploy();
        List<ChatEvent> events = ask("How do I start Ollama?");
        assertThat(events.getFirst()).isEqualTo(new Started("r", "handbook", "handbook"));
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        Completed.class,
                        completed -> assertThat(completed.usage()).isEqualTo(Usage.UNKNOWN));
    }

    @Test
    void streamsInPieces() throws Exception {
        deploy();
        assertThat(ask("How do I start Ollama?").stream().filter(TextDelta.class::isInstance))
                .hasSizeGreaterThan(5);
    }

    @Test
    void saysInEveryAnswerThatItIsNoLanguageModelAndWhatToSetToGetOne() throws Exception {
        deploy();
        for (String question : List.of("How do I start Ollama?", "hi", "How do I bake a cake?")) {
            assertThat(text(ask(question)))
                    .as(question)
                    .contains("not a language model")
                    .contains("`ollama serve`")
                    .contains("`OLLAMA_URL`");
        }
    }

    @Test
    void namesTheSettingThatChoosesOllamaWhereItAnswers() throws Exception {
        deploy(() -> Future.succeededFuture(List.of(OLLAMA_IS_THERE)));
        assertThat(text(ask("What is stored?"))).contains("set `RIVULET_BACKEND=ollama`");
    }

    @Test
    void abstainsFromWhatThePagesDoNotSpeakOf() throws Exception {
        deploy();
        assertThat(text(ask("How do I bake a chocolate cake?")))
                .startsWith("I found nothing about that")
                .doesNotContain("> ");
    }

    @Test
    void greetsWithExamplesOfWhatToAsk() throws Exception {
        deploy();
        for (String greeting :
                List.of("hi", "Hello!", "help", "what can you do?", "who are you?", "<@1234567890>", "")) {
            assertThat(text(ask(greeting))).as(greeting).startsWith("Hello!").contains("- How do I start Ollama?");
        }
    }

    @Test
    void answersEveryExampleOfItsIntroduction() throws Exception {
        deploy();
        for (String line :
                text(ask("hi")).lines().filter(l -> l.startsWith("- ")).toList()) {
            assertThat(text(ask(line.substring(2)))).as(line).startsWith("**docs/");
        }
    }

    @Test
    void includesTheLiveFindingsThatConcernTheQuestion() throws Exception {
        deploy(() -> Future.succeededFuture(List.of(NO_OLLAMA, NO_TOKEN)));
        assertThat(text(ask("How do I keep the model loaded in ollama?")))
                .contains("- Ollama at http://localhost:11434: Nobody answers there. Start it with `ollama serve`.")
                .doesNotContain("There is no token");
    }

    @Test
    void answersWithoutFindingsThatFailToCome() throws Exception {
        deploy(() -> Future.failedFuture(new IllegalStateException("no findings")));
        assertThat(ask("How do I start Ollama?").getLast()).isInstanceOf(Completed.class);
    }

    @Test
    void staysOnItsContextWhereverTheFindingsComeFrom() throws Exception {
        Context elsewhere = vertx.getOrCreateContext();
        Context own = vertx.getOrCreateContext();
        RecordingWriter writer = new RecordingWriter(100);
        own.runOnContext(_ -> new HandbookBackend(
                        vertx,
                        () -> Future.future(late -> elsewhere.runOnContext(_ -> late.complete(List.of(NO_OLLAMA)))),
                        Duration.ofMillis(1))
                .answer(request(ChatMessage.user("How do I start Ollama?")), writer));
        writer.ended().await(10, TimeUnit.SECONDS);
        assertThat(writer.texts()).anyMatch(text -> text.contains("Nobody answers there."));
        assertThat(writer.contexts()).containsExactly(own);
    }

    @Test
    void answersTheLastMessageOnly() throws Exception {
        deploy();
        List<ChatEvent> events = ask(
                ChatMessage.user("How do I bake a cake?"),
                ChatMessage.assistant("With flour."),
                ChatMessage.user("Which metrics are there?"));
        assertThat(text(events)).startsWith("**docs/operations.md › Metrics**");
    }

    @Test
    void stopsWhenCancelled() throws Exception {
        deploy(() -> Future.succeededFuture(List.of()), Duration.ofMillis(200));
        Promise<List<ChatEvent>> whole = Promise.promise();
        List<ChatEvent> events = new ArrayList<>();
        vertx.runOnContext(_ -> stream(ChatMessage.user("How do I start Ollama?"))
                .onSuccess(stream -> stream.handler(event -> {
                            events.add(event);
                            if (event instanceof TextDelta) {
                                stream.cancel();
                            }
                        })
                        .endHandler(_ -> whole.complete(List.copyOf(events)))));
        List<ChatEvent> seen = whole.future().await(10, TimeUnit.SECONDS);
        assertThat(seen.stream().filter(TextDelta.class::isInstance)).hasSize(1);
        assertThat(seen.getLast()).isInstanceOf(ChatEvent.Failed.class);
    }

    @Test
    void findsItsPagesInOrder() throws Exception {
        BackendVerticle verticle = deploy();
        assertThat(verticle.probe().await(10, TimeUnit.SECONDS)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.OK);
            assertThat(finding.text()).startsWith(Handbook.PAGES.size() + " pages with ");
        });
    }

    private BackendVerticle deploy() throws Exception {
        return deploy(() -> Future.succeededFuture(List.of()));
    }

    private BackendVerticle deploy(Supplier<Future<List<Finding>>> findings) throws Exception {
        return deploy(findings, Duration.ZERO);
    }

    private BackendVerticle deploy(Supplier<Future<List<Finding>>> findings, Duration pace) throws Exception {
        BackendVerticle verticle = new BackendVerticle(on -> new HandbookBackend(on, findings, pace));
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        return verticle;
    }

    private List<ChatEvent> ask(String question) throws Exception {
        return ask(ChatMessage.user(question));
    }

    private List<ChatEvent> ask(ChatMessage... messages) throws Exception {
        Promise<List<ChatEvent>> whole = Promise.promise();
        List<ChatEvent> events = new ArrayList<>();
        vertx.runOnContext(_ -> stream(messages)
                .onFailure(whole::fail)
                .onSuccess(stream -> stream.handler(events::add).endHandler(_ -> whole.complete(events))));
        return whole.future().await(10, TimeUnit.SECONDS);
    }

    private Future<AnswerStream> stream(ChatMessage... messages) {
        return new AnswerBus(vertx).ask(AnswerAddress.backend("handbook"), request(messages));
    }

    private static ChatRequest request(ChatMessage... messages) {
        return new ChatRequest(
                "r", new ConversationId("c"), new User("u", "U"), Origin.UNKNOWN, List.of(messages), null, null);
    }

    private static String text(List<ChatEvent> events) {
        return events.stream()
                .filter(TextDelta.class::isInstance)
                .map(event -> ((TextDelta) event).text())
                .collect(Collectors.joining());
    }
}
