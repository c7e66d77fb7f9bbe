package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Source;
import dev.rivulet.chat.Usage;
import dev.rivulet.discord.attachments.SampleFiles;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Upload;
import dev.rivulet.simulator.world.User;
import dev.rivulet.standin.ApiOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same conversations with the one-process form and the split form: people in Discord see the same, after seconds and request ids are
 * replaced, and it comes in as many edits, within two. Each form is started once.
 */
class SameBehaviourIT {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration PACE = Duration.ofMillis(40);
    private static final ChatEvent STARTED = new ChatEvent.Started("far", "ollama", "tiny");
    private static final ChatEvent COMPLETED =
            new ChatEvent.Completed(ChatEvent.Finish.STOP, new Usage(10, 20), Duration.ofSeconds(1));
    private static final List<String> WORDS = List.of(
            "short",
            "long",
            "code",
            "thinking",
            "tools",
            "sources",
            "slow",
            "refused",
            "interrupted",
            "endless",
            "picture",
            "papers",
            "links",
            "command",
            "secret",
            "halted",
            "repeated",
            "limited",
            "german");

    /** Conversations of more than one question: two go on by a button, and those of {@link SecondThoughts}. */
    private static final int ASKED_AGAIN = 2 + SecondThoughts.ASKED_AGAIN;

    /** Routers, people who ask at once, and channels they ask in. */
    private static final int AT_ONCE = 10;

    /** How many of the others go on at a time, so that the machine keeps up with each. */
    private static final int SOME = 4;

    /** What an edit may be more or less, for the model's and the machine's unevenness. */
    private static final int EDITS = 2;

    /** A conversation as it ended: what each of our messages says, and how many edits they took in all. */
    record Transcript(List<String> messages, int edits) {}

    @TempDir
    static Path home;

    static ScriptedModel model;
    static Map<String, Transcript> oneProcess;
    static Map<String, Transcript> split;
    /** What the model was asked in the one-process form. */
    static Map<String, JsonObject> first;

    static int questions;
    static int invocations;
    static List<Long> farPids;

    @BeforeAll
    static void converse() throws Exception {
        model = new ScriptedModel();
        scripts();
        try (Anyform form = Anyform.oneProcess(model, home.resolve("one"))) {
            oneProcess = conversations(form);
        }
        first = model.bodies();
        model.forget();
        int before = model.questions();
        try (Anyform form = Anyform.split(model, home, AT_ONCE, ApiOptions.streaming(), Map.of())) {
            int probes = form.far.lambda().invocations();
            split = conversations(form);
            invocations = form.far.lambda().invocations() - probes;
            farPids = form.far.lambda().processes().stream().map(Process::pid).toList();
        }
        questions = model.questions() - before;
    }

    @AfterAll
    static void stop() {
        if (model != null) {
            model.close();
        }
    }

    private static void scripts() {
        model.answers("short", answer(paced("A river is water that goes somewhere. ", 6)));
        model.answers("long", answer(paced(paragraphs(), 110)));
        model.answers("code", answer(paced(codeAndTable(), 16)));
        model.answers("picture", answer(paced("I see one pixel.", 2)));
        model.answers("papers", answer(paced("A list and a book.", 2)));
        model.answers(
                "links", answer(paced("# Loud\n\n[your bank](https://evil.example/a), https://discord.gg/abc.", 2)));
        model.answers(
                "thinking",
                script(
                        step(NOW, STARTED),
                        step(PACE, new ChatEvent.ReasoningDelta("Hm, ")),
                        step(PACE, new ChatEvent.ReasoningDelta("let me see.")),
                        step(PACE, new TextDelta("Forty-two.")),
                        step(PACE, COMPLETED)));
        model.answers(
                "tools",
                script(
                        step(NOW, STARTED),
                        step(PACE, new ChatEvent.ToolUse("almanac")),
                        step(PACE, new ChatEvent.Status("reading the almanac")),
                        step(PACE, new TextDelta("The moon is full.")),
                        step(PACE, COMPLETED)));
        model.answers(
                "sources",
                script(
                        step(NOW, STARTED),
                        step(PACE, new TextDelta("It rises in the Alps.")),
                        step(
                                PACE,
                                new ChatEvent.Sources(
                                        List.of(new Source("Rivers", "https://example.org/rivers", null)))),
                        step(PACE, COMPLETED)));
        model.answers(
                "slow",
                script(
                        step(Duration.ofMillis(2500), STARTED),
                        step(PACE, new TextDelta("At last.")),
                        step(PACE, COMPLETED)));
        model.answers(
                "refused",
                script(
                        step(NOW, STARTED),
                        step(PACE, new ChatEvent.Failed(new Failure.Rejected("There is no model `x`.", "")))));
        model.answers(
                "interrupted",
                script(
                        step(NOW, STARTED),
                        step(PACE, new TextDelta("So far, so ")),
                        step(
                                PACE,
                                new ChatEvent.Failed(new Failure.Unavailable("The model went away; ask again.", "")))));
        model.answers("endless", script(step(NOW, STARTED), step(PACE, new TextDelta("And so on, "))));
        model.answers("command", answer(paced("By order. ", 3)));
        model.answers("secret", answer(paced("Only for you. ", 3)));
        model.answers("halted", script(step(NOW, STARTED), step(PACE, new TextDelta("On and on, "))));
        model.answers("repeated", answer(paced("Once more. ", 3)));
        model.answers(
                "limited",
                script(
                        step(NOW, STARTED),
                        step(PACE, new TextDelta("Half of it")),
                        step(
                                PACE,
                                new ChatEvent.Completed(
                                        ChatEvent.Finish.LENGTH, new Usage(10, 20), Duration.ofSeconds(1)))));
        model.answers(
                "german",
                script(
                        step(NOW, STARTED),
                        step(PACE, new TextDelta("Bis hierher")),
                        step(
                                PACE,
                                new ChatEvent.Completed(
                                        ChatEvent.Finish.LENGTH, new Usage(10, 20), Duration.ofSeconds(1)))));
        // The last word of what asks to go on.
        model.answers("introduction.", answer(paced("and the rest. ", 3)));
        SecondThoughts.scripts(model);
        for (int i = 0; i < AT_ONCE; i++) {
            model.answers("crowd" + i, answer(paced("Answer " + i + " of ten. ", 3)));
        }
    }

    static ScriptedModel.Step step(Duration after, ChatEvent event) {
        return new ScriptedModel.Step(after, event);
    }

    private static List<ScriptedModel.Step> script(ScriptedModel.Step... steps) {
        return List.of(steps);
    }

    static List<ScriptedModel.Step> paced(String text, int deltas) {
        List<ScriptedModel.Step> steps = new ArrayList<>();
        int size = Math.ceilDiv(text.length(), deltas);
        for (int from = 0; from < text.length(); from += size) {
            steps.add(step(PACE, new TextDelta(text.substring(from, Math.min(text.length(), from + size)))));
        }
        return steps;
    }

    static List<ScriptedModel.Step> answer(List<ScriptedModel.Step> text) {
        List<ScriptedModel.Step> steps = new ArrayList<>(List.of(step(NOW, STARTED)));
        steps.addAll(text);
        steps.add(step(PACE, COMPLETED));
        return steps;
    }

    private static String paragraphs() {
        return IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "Paragraph " + i + " "
                        + "tells of the river and its banks. ".repeat(4).strip())
                .reduce((a, b) -> a + "\n\n" + b)
                .orElseThrow();
    }

    private static String codeAndTable() {
        String code = "```java\n" + "int depth = measure(river);\n".repeat(80) + "```\n";
        return "Some code:\n\n" + code
                + "\nand a table:\n\n| river | km |\n|---|---|\n| Rhine | 1,233 |\n| Elbe | 1,094 |\n";
    }

    /** A few at a time; then ten people in ten channels, whose answers begin once all have asked. */
    private static Map<String, Transcript> conversations(Anyform form) throws Exception {
        Map<String, Transcript> transcripts = new LinkedHashMap<>();
        for (int from = 0; from < WORDS.size(); from += SOME) {
            Map<String, Channel> channels = new LinkedHashMap<>();
            for (String word : WORDS.subList(from, Math.min(WORDS.size(), from + SOME))) {
                channels.put(word, begin(form, word));
            }
            channels.forEach((word, channel) -> transcripts.put(word, ended(form, channel, word)));
        }
        transcripts.putAll(new SecondThoughts(form, model).all());
        Map<String, Channel> crowd = new LinkedHashMap<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String word = "crowd" + i;
            model.hold(word);
            Channel channel = form.channel("about-" + word);
            form.asks(form.discord.world().createPerson("Person " + i), channel, "Tell me something " + word);
            crowd.put(word, channel);
        }
        Await.until("all at the model", () -> crowd.keySet().stream().allMatch(model::holds));
        crowd.keySet().forEach(model::release);
        crowd.forEach((word, channel) -> transcripts.put(word, ended(form, channel, word)));
        return transcripts;
    }

    private static Channel begin(Anyform form, String word) {
        Channel channel = form.channel("about-" + word);
        if (word.equals("picture")) {
            form.asks(
                    channel,
                    Draft.text(form.bot.mention() + " Look at this picture")
                            .with(new Upload("pixel.png", "image/png", pixel())));
            return channel;
        }
        if (word.equals("papers")) {
            form.asks(
                    channel,
                    Draft.text(form.bot.mention() + " What are these papers")
                            .with(new Upload("list.txt", "text/plain", Buffer.buffer("one, two, three")))
                            .with(new Upload(
                                    "book.pdf", "application/pdf", Buffer.buffer(SampleFiles.pdf("Once upon a time"))))
                            .with(new Upload("all.zip", null, Buffer.buffer(new byte[] {'P', 'K', 3, 4, 0}))));
            return channel;
        }
        if (word.equals("command") || word.equals("secret")) {
            form.uses(channel, "Tell me something " + word, word.equals("secret"));
            return channel;
        }
        if (word.equals("german")) {
            User hannah = form.discord.world().createPerson("Hannah");
            form.discord.world().members().speak(hannah, "de");
            form.uses(hannah, channel, "Erzähl etwas, german", false);
            return channel;
        }
        Message question = form.asks(channel, "Tell me something " + word);
        if (word.equals("endless")) {
            form.sees(channel, "some text of the endless answer", text -> text.contains("And so on"));
            form.discord.world().messages().delete(channel.id(), question.id(), form.ada);
        }
        switch (word) {
            case "halted" -> form.presses(form.sees(channel, "some text", text -> text.contains("On and on")), "Stop");
            case "repeated" ->
                form.presses(form.sees(channel, "the first answer", text -> text.contains("-# tiny")), "Regenerate");
            case "limited" ->
                form.presses(form.sees(channel, "half an answer", text -> text.contains("length limit")), "Continue");
            default -> {
                // Goes on by itself.
            }
        }
        return channel;
    }

    private static Transcript ended(Anyform form, Channel channel, String word) {
        String end = switch (word) {
            case "refused" -> "There is no model";
            case "interrupted" -> "The model went away";
            case "endless" -> "Stopped";
            case "halted" -> "Stopped by Ada.";
            case "limited" -> "the rest";
            default -> "-# tiny";
        };
        if (word.equals("repeated") || word.equals("limited")) {
            Await.found(
                    "a second answer about " + word,
                    () -> Optional.of(form.ours(channel)).filter(messages -> messages.size() == 2));
        }
        form.sees(
                channel,
                "the end of the answer about " + word,
                text -> text.contains(end) && (!word.equals("limited") || text.contains("-# tiny")));
        List<Message> ours = form.ours(channel);
        return new Transcript(
                ours.stream().map(message -> withoutTimes(message.content())).toList(),
                ours.stream().mapToInt(Message::edits).sum());
    }

    static String withoutTimes(String content) {
        return content.replaceAll("\\d+([.,]\\d+)? s\\b", "N s")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
    }

    private static Buffer pixel() {
        return Buffer.buffer(
                java.util.Base64.getDecoder()
                        .decode(
                                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
    }

    @TestFactory
    List<DynamicTest> looksTheSameInBothForms() {
        return oneProcess.keySet().stream()
                .map(word -> DynamicTest.dynamicTest(word, () -> {
                    assertThat(split.get(word).messages())
                            .isEqualTo(oneProcess.get(word).messages());
                    assertThat(split.get(word).edits())
                            .as(
                                    "edits, of which the one-process form took %s",
                                    oneProcess.get(word).edits())
                            .isBetween(
                                    oneProcess.get(word).edits() - EDITS,
                                    oneProcess.get(word).edits() + EDITS);
                }))
                .toList();
    }

    @Test
    void theRoutersOfTheSplitFormAnsweredEachQuestionInOtherProcesses() {
        assertThat(invocations).isEqualTo(oneProcess.size() + ASKED_AGAIN).isEqualTo(questions);
        assertThat(farPids).isNotEmpty().doesNotContain(ProcessHandle.current().pid());
    }

    @Test
    void theConversationsAreWhatTheyAreCalled() {
        assertThat(split.get("long").messages()).hasSizeGreaterThan(2);
        assertThat(split.get("code").messages()).hasSizeGreaterThan(1);
        assertThat(split.get("sources").messages().getFirst()).contains("https://example.org/rivers");
        assertThat(split.get("long").edits())
                .as("edits of an answer that takes four seconds")
                .isGreaterThan(3);
        assertThat(model.wasLeft("endless")).isTrue();
        assertThat(model.wasLeft("halted")).isTrue();
        assertThat(split.get("command").messages()).singleElement().asString().startsWith("-# » Ada: ");
        assertThat(split.get("german").messages()).singleElement().asString().contains("an der Längengrenze beendet");
        assertThat(split.get("repeated").messages())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).contains("Once more."));
        assertThat(split.get("limited").messages()).hasSize(2);
        assertThat(split.get("papers").messages()).singleElement().asString().contains("-# ℹ not used: all.zip");
        assertThat(model.body("papers").encode()).contains("one, two, three", "Once upon a time");
        assertThat(split.get("links").messages())
                .singleElement()
                .asString()
                .startsWith("### ")
                .contains("https://evil.example/a")
                .doesNotContain("](", "discord.gg/abc");
        assertThat(model.body("picture")
                        .getJsonArray("messages")
                        .getJsonObject(0)
                        .getJsonArray("images"))
                .hasSize(1);
    }

    @Test
    void whatPeopleChooseReachesTheModelAndTheScreenInBothForms() {
        for (Map<String, JsonObject> asked : List.of(first, model.bodies())) {
            assertThat(asked.get("pirate").getJsonObject("origin").getString("profile"))
                    .isEqualTo("pirate");
            assertThat(asked.get("fresh").getJsonArray("messages")).hasSize(1);
            assertThat(asked.get("fresh").getString("conversation"))
                    .isNotEqualTo(asked.get("kept").getString("conversation"));
            JsonObject title = asked.get("title:titled");
            assertThat(title.getString("purpose")).isEqualTo("title");
            assertThat(List.of(
                            title.getJsonObject("user"),
                            title.getJsonObject("origin").getString("channel")))
                    .isEqualTo(List.of(
                            asked.get("titled").getJsonObject("user"),
                            asked.get("titled").getJsonObject("origin").getString("channel")));
        }
        for (Map<String, Transcript> seen : List.of(oneProcess, split)) {
            assertThat(seen.get("titled").messages()).first().isEqualTo("Of Rivers");
            assertThat(seen.get("final").edits()).isEqualTo(1);
            assertThat(seen.get("quiet").messages())
                    .as("what was set, before and after, and the answer")
                    .hasSize(3);
            assertThat(seen.get("about").messages()).singleElement().asString().contains("It is about a river.");
            assertThat(seen.get("joined").messages()).singleElement().asString().startsWith("All of it.");
            assertThat(seen.get("archived").messages())
                    .singleElement()
                    .asString()
                    .startsWith("Still here.");
            assertThat(seen.get("program").messages()).last().asString().startsWith("code-1.py\nprint(");
            assertThat(seen.get("refusal").messages())
                    .singleElement()
                    .asString()
                    .contains("ask me in another one");
            assertThat(seen.get("edited").messages()).singleElement().asString().startsWith("Precisely.");
            assertThat(seen.get("deleted").messages())
                    .singleElement()
                    .asString()
                    .contains("question was deleted");
        }
    }
}
