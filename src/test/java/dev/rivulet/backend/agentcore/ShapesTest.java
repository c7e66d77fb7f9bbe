package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatEvent.ToolUse;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Source;
import dev.rivulet.chat.Usage;
import dev.rivulet.config.AgentTarget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape in which agents on AgentCore Runtime are known to answer. */
class ShapesTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<ChatEvent> events = new ArrayList<>();

    private AgentBody body(String mediaType, String pointer) {
        events.clear();
        AgentBody body = new AgentBody(
                new AgentFailures(new AgentTarget.AgentRuntime(FakeAws.ARN, null, "eu-west-1")),
                new Ignored(meters, "agentcore"),
                pointer == null ? null : JsonPointer.from(pointer),
                events::add);
        body.begin(mediaType);
        return body;
    }

    private ChatEvent.Terminal reads(String mediaType, String text) {
        AgentBody body = body(mediaType, null);
        body.feed(Buffer.buffer(text));
        return body.end(Duration.ZERO);
    }

    /** The end of a stream of these values, one JSON a line. */
    private ChatEvent.Terminal streams(String lines) {
        StringBuilder stream = new StringBuilder();
        lines.lines().forEach(line -> stream.append("data: ").append(line).append("\n\n"));
        return reads("text/event-stream", stream.toString());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof TextDelta(String more) ? more : ""));
        return text.toString();
    }

    @Test
    void aStrandsStreamGivesEachTextOnce() throws Exception {
        ChatEvent.Terminal end = streams(Fixtures.read("strands-everything.jsonl"));
        assertThat(text()).isEqualTo("Let me look.\n\nIt is **sunny**, 21 °C.");
        assertThat(events)
                .contains(new ToolUse("weather"))
                .filteredOn(ToolUse.class::isInstance)
                .hasSize(1);
        assertThat(events)
                .filteredOn(ReasoningDelta.class::isInstance)
                .containsExactly(new ReasoningDelta("The user asks "), new ReasoningDelta("for the weather."));
        assertThat(end).isEqualTo(new Completed(Finish.STOP, new Usage(310, 52), Duration.ZERO));
    }

    @Test
    void eachOfStrandsShapesAloneGivesTheWholeAnswer() throws Exception {
        String all = Fixtures.read("strands-everything.jsonl");
        for (String shape : List.of("{\"event\"", "{\"data\"", "{\"message\"")) {
            streams(String.join(
                    "\n", all.lines().filter(line -> line.startsWith(shape)).toList()));
            assertThat(text())
                    .as(shape)
                    .contains("Let me look.", "It is **sunny**, 21 °C.")
                    .hasSizeLessThan(40);
        }
        streams(String.join(
                "\n", all.lines().filter(line -> line.startsWith("{\"result\"")).toList()));
        assertThat(text()).isEqualTo("It is **sunny**, 21 °C.");
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesTheSameEventsUnderAnySplitOfTheBytes(long seed) throws Exception {
        String lines = Fixtures.read("strands-everything.jsonl");
        ChatEvent.Terminal whole = streams(lines);
        List<ChatEvent> expected = List.copyOf(events);

        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        String end = new String[] {"\n", "\r", "\r\n"}[random.nextInt(3)];
        StringBuilder stream = new StringBuilder();
        lines.lines().forEach(line -> {
            stream.append("data: ").append(line).append(end).append(end);
            if (random.nextInt(5) == 0) {
                stream.append(": alive").append(end);
            }
        });
        Buffer bytes = Buffer.buffer(stream.toString());
        AgentBody body = body("text/event-stream; charset=utf-8", null);
        for (int start = 0; start < bytes.length(); ) {
            int until = Math.min(bytes.length(), start + random.nextInt(1, random.nextBoolean() ? 5 : 400));
            body.feed(bytes.getBuffer(start, until));
            start = until;
        }
        assertThat(body.end(Duration.ZERO)).as("seed %d", seed).isEqualTo(whole);
        assertThat(events).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void bareStringsAreText() {
        assertThat(streams("\"Hello\"\n\" there\"\n\"\"\n\".\"")).isInstanceOf(Completed.class);
        assertThat(text()).isEqualTo("Hello there.");
    }

    @Test
    void aMessageThatRepeatsBareTextsSaysNothingNew() throws Exception {
        assertThat(streams(Fixtures.read("bare-texts-and-messages.jsonl"))).isInstanceOf(Completed.class);
        assertThat(text()).isEqualTo("Let me look.\n\nHa ha ha, sunny.");
    }

    @Test
    void bareTextsThatRepeatDeltasSayNothingNew() throws Exception {
        assertThat(streams(Fixtures.read("bare-texts-and-events.jsonl"))).isInstanceOf(Completed.class);
        assertThat(text()).isEqualTo("Ha ha ha, sunny.");
    }

    @Test
    void bareTextsOfTheirOwnAreSaidBesideTheDeltas() {
        streams("""
                "Searching …\\n"
                {"event": {"contentBlockDelta": {"delta": {"text": "no"}}}}
                {"event": {"contentBlockDelta": {"delta": {"text": " "}}}}
                " "
                "no"
                {"event": {"messageStop": {"stopReason": "end_turn"}}}
                """);
        assertThat(text()).isEqualTo("Searching …\nno  no");
    }

    @Test
    void whatOnlyBeginsLikeABareTextIsSaidWhole() {
        streams("""
                "I am looking.\\n"
                {"event": {"contentBlockDelta": {"delta": {"text": "I"}}}}
                {"event": {"contentBlockDelta": {"delta": {"text": " found it."}}}}
                {"event": {"messageStop": {"stopReason": "end_turn"}}}
                """);
        assertThat(text()).isEqualTo("I am looking.\nI found it.");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesEachTextOnceHoweverTwoShapesTearAndMixIt(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        StringBuilder said = new StringBuilder();
        random.ints(60, 0, 3).forEach(each -> said.append("ab ".charAt(each)));
        StringBuilder lines = new StringBuilder();
        int[] until = {0, 0};
        while (until[0] < said.length() || until[1] < said.length()) {
            int way = random.nextInt(2);
            int start = until[way];
            until[way] = Math.min(said.length(), start + random.nextInt(1, 9));
            String piece = said.substring(start, until[way]);
            if (!piece.isEmpty()) {
                lines.append(
                                way == 0
                                        ? Json.encode(piece)
                                        : new JsonObject().put("data", piece).encode())
                        .append('\n');
            }
        }
        streams(lines.toString());
        assertThat(text()).as("seed %d", seed).isEqualTo(said.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data': 'x', 'agent': <strands.agent.agent.Agent object at 0x7f00>}",
                "{'event': {'contentBlockDelta': {'delta': {'text': \\\"it's\\\"}}}}",
                "[{'text': 'x'}]",
                "<strands.agent.agent.Agent object at 0x7f1234567890>",
                "AgentResult(stop_reason='end_turn', message={'role': 'assistant'})",
            })
    void whatPythonShowsOfAnObjectIsNoText(String repr) {
        streams("\"Hello\"\n\"" + repr + "\"");
        assertThat(text()).isEqualTo("Hello");
        assertThat(meters.counter("rivulet.agent.events.ignored", "backend", "agentcore", "kind", "repr")
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a", "It's {'a': 1} in Python.", "<b>", "f(x)", "Use Foo(bar=1) here", "{}"})
    void whatOnlyLooksLikeItIsText(String text) {
        streams("\"" + text + "\"");
        assertThat(text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"result\": \"Hello.\"}",
                "\"Hello.\"",
                "{\"response\": \"Hello.\"}",
                "{\"result\": {\"role\": \"assistant\", \"content\": [{\"text\": \"Hel\"}, {\"text\": \"lo.\"}]}}",
                "{\"output\": {\"message\": {\"content\": [{\"text\": \"Hello.\"}]}}, \"stopReason\": \"end_turn\"}",
                "{\"message\": \"Hello.\"}",
                "{\"status\": \"success\", \"completion\": \"Hello.\"}",
            })
    void readsAnswersThatCannotStream(String json) {
        assertThat(reads("application/json", json)).isInstanceOf(Completed.class);
        assertThat(text()).isEqualTo("Hello.");
    }

    @Test
    void readsPlainTextAsItComes() {
        AgentBody body = body("text/plain; charset=utf-8", null);
        byte[] wave = "Hi 👋".getBytes(StandardCharsets.UTF_8);
        for (byte each : wave) {
            body.feed(Buffer.buffer(new byte[] {each}));
        }
        assertThat(body.end(Duration.ZERO)).isInstanceOf(Completed.class);
        assertThat(text()).isEqualTo("Hi 👋");
    }

    @Test
    void citationsBecomeSources() {
        streams("""
                {"event": {"contentBlockDelta": {"delta": {"text": "Rivers flow."}}}}
                {"event": {"contentBlockDelta": {"delta": {"citation": {"title": "Rivers", "location": {"web": {"url": "https://example.org/r"}}, "sourceContent": [{"text": "They "}, {"text": "flow."}]}}}}}
                {"event": {"messageStop": {"stopReason": "end_turn"}}}
                {"message": {"role": "assistant", "content": [{"citationsContent": {"content": [{"text": "Rivers flow."}], "citations": [{"title": "Rivers", "location": {"web": {"url": "https://example.org/r"}}, "sourceContent": [{"text": "They flow."}]}]}}]}}
                """);
        assertThat(text()).isEqualTo("Rivers flow.");
        assertThat(events)
                .filteredOn(Sources.class::isInstance)
                .containsExactly(new Sources(List.of(new Source("Rivers", "https://example.org/r", "They flow."))));
    }

    @Test
    void anErrorInTheStreamFailsIt() {
        assertThatThrownBy(() -> streams(
                        "\"Hel\"\n{\"error\": \"boom\", \"error_type\": \"KeyError\", \"message\": \"An error\"}"))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure()).isInstanceOf(Failure.Unavailable.class);
                    assertThat(e.failure().message()).contains("KeyError").doesNotContain("boom");
                });
        assertThat(text()).isEqualTo("Hel");
        assertThatThrownBy(() -> reads("application/json", "{\"error\": \"boom\"}"))
                .isInstanceOf(FailureException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"event\": {\"contentBlockDelta\": {\"delta\": {\"text\": \"Hel\"}}}}\n\n",
                "data: {\"init_event_loop\": true}\n\ndata: {\"data\": \"Hel\"}\n\n",
                "data: {\"event\": {\"contentBlockDelta\": {\"delta\": {\"text\": \"Hel\"}}}}\n\ndata: {\"event\": {\"messageStop\": {\"stopReason\": \"tool_use\"}}}\n\n",
                "data: \"Hel\"\n\ndata: \"lo",
                "data: \"Hel\"\n\ndata: \"lo\"\n",
            })
    void aStreamWithoutItsEndIsCut(String stream) {
        assertThat(reads("text/event-stream", stream))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Truncated.class));
        assertThat(text()).isEqualTo("Hel");
    }

    @Test
    void whatIsCutAfterTheEndIsWhole() {
        assertThat(reads("text/event-stream", """
                data: {"event": {"contentBlockDelta": {"delta": {"text": "Hello."}}}}

                data: {"event": {"messageStop": {"stopReason": "end_turn"}}}

                data: {"event": {"metadata": {"us""")).isInstanceOf(Completed.class);
    }

    @Test
    void aJsonWithoutItsEndIsCutAndAnotherBodyIsMalformed() {
        assertThat(reads("application/json", "{\"result\": \"Hel"))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Truncated.class));
        assertThatThrownBy(() -> reads("application/json", "<html>"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.MalformedStream.class));
    }

    @Test
    void saysThatTheModelRanIntoItsLimit() {
        ChatEvent.Terminal end = streams("""
                {"event": {"contentBlockDelta": {"delta": {"text": "Hel"}}}}
                {"event": {"messageStop": {"stopReason": "max_tokens"}}}
                """);
        assertThat(end)
                .isInstanceOfSatisfying(
                        Completed.class,
                        completed -> assertThat(completed.finish()).isEqualTo(Finish.LENGTH));
    }

    @Test
    void findsTheTextWhereAPointerSaysAndNowhereElse() {
        AgentBody stream = body("text/event-stream", "/output/0/text");
        stream.feed(Buffer.buffer("""
                data: {"output": [{"text": "Hel"}], "data": "no"}

                data: "no"

                data: {"output": [{"text": "lo"}]}

                """));
        assertThat(stream.end(Duration.ZERO)).isInstanceOf(Completed.class);
        assertThat(text()).isEqualTo("Hello");
        AgentBody whole = body("application/json", "/a~1b");
        whole.feed(Buffer.buffer("{\"a/b\": \"Hello\", \"result\": \"no\"}"));
        assertThat(whole.end(Duration.ZERO)).isInstanceOf(Completed.class);
        assertThat(text()).isEqualTo("Hello");
    }

    @Test
    void refusesAnAnswerThatIsTooLong() {
        AgentBody json = body("application/json", null);
        Buffer much = Buffer.buffer("x".repeat(1 << 20));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 9; i++) {
                        json.feed(much);
                    }
                })
                .isInstanceOf(FailureException.class);
    }
}
