package dev.rivulet.backend.agentcore;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * What {@link FakeAws} answers to one invocation: a media type, and steps that are played in order. What has no ending of its own ends the
 * body properly.
 */
public record FakeAnswer(String mediaType, List<Step> steps) {
    static final String EVENTS = "text/event-stream";
    static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

    public FakeAnswer {
        steps = List.copyOf(steps);
    }

    /** One step. */
    public sealed interface Step {
        record Raw(Buffer bytes) implements Step {}

        /** Time passes. Drift-free: a step that is late makes the next pause shorter. */
        record Pause(Duration duration) implements Step {}

        /** Nothing happens until that is complete. */
        record Until(Future<?> released) implements Step {}

        /** Nothing ever happens again, the connection stays open. */
        record Stall() implements Step {}

        /** Nothing ever happens, not even a status line, if it is the first. */
        record Unanswered() implements Step {}

        /** The TCP connection is cut. */
        record Cut() implements Step {}

        /** The same without a farewell, as when a machine on the way dies. */
        record Reset() implements Step {}

        /** Another status than 200, with AWS's code for it. */
        record Refusal(int status, String code, String message) implements Step {}
    }

    /** What an agent that yields these values sends: each as JSON in a server-sent event. */
    public static FakeAnswer yields(Object... values) {
        return new FakeAnswer(
                EVENTS, Arrays.stream(values).map(FakeAnswer::event).toList());
    }

    /** The same from lines of JSON. */
    public static FakeAnswer yieldsJson(String lines) {
        return new FakeAnswer(
                EVENTS,
                lines.lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> raw("data: " + line + "\n\n"))
                        .toList());
    }

    static Step event(Object value) {
        return raw("data: " + Json.encode(value) + "\n\n");
    }

    /** One body of that type. */
    public static FakeAnswer body(String mediaType, String body) {
        return new FakeAnswer(mediaType, List.of(raw(body)));
    }

    public static FakeAnswer refusal(int status, String code, String message) {
        return new FakeAnswer("application/json", List.of(new Step.Refusal(status, code, message)));
    }

    /** What an agent of Bedrock Agents sends that writes these texts. */
    public static FakeAnswer chunks(String... texts) {
        return new FakeAnswer(
                EVENT_STREAM, Arrays.stream(texts).map(FakeAnswer::chunk).toList());
    }

    static Step chunk(String text) {
        return chunk(text.getBytes(StandardCharsets.UTF_8), new JsonObject());
    }

    static Step chunk(byte[] text, JsonObject more) {
        return framed(
                "chunk",
                new JsonObject()
                        .put("bytes", Base64.getEncoder().encodeToString(text))
                        .mergeIn(more));
    }

    static Step cited(String text, String quote, JsonObject location) {
        JsonObject reference = new JsonObject()
                .put("content", new JsonObject().put("text", quote))
                .put("location", location);
        JsonObject citation = new JsonObject().put("retrievedReferences", new JsonArray().add(reference));
        return chunk(
                text.getBytes(StandardCharsets.UTF_8),
                new JsonObject().put("attribution", new JsonObject().put("citations", new JsonArray().add(citation))));
    }

    static Step framed(String event, JsonObject payload) {
        return message(Map.of(":message-type", "event", ":event-type", event), payload);
    }

    static Step exception(String type) {
        return message(
                Map.of(":message-type", "exception", ":exception-type", type),
                new JsonObject().put("message", "what AWS says"));
    }

    private static Step message(Map<String, String> headers, JsonObject payload) {
        Map<String, HeaderValue> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, HeaderValue.fromString(value)));
        all.put(":content-type", HeaderValue.fromString("application/json"));
        return new Step.Raw(
                Buffer.buffer(bytes(new Message(all, payload.encode().getBytes(StandardCharsets.UTF_8)))));
    }

    private static byte[] bytes(Message message) {
        ByteBuffer encoded = message.toByteBuffer();
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    private static Step raw(String text) {
        return new Step.Raw(Buffer.buffer(text));
    }

    /** The same with that at the end. */
    public FakeAnswer then(Step... more) {
        List<Step> with = new ArrayList<>(steps);
        with.addAll(Arrays.asList(more));
        return new FakeAnswer(mediaType, with);
    }

    /** The same, followed by what another one does. */
    public FakeAnswer then(FakeAnswer more) {
        return then(more.steps.toArray(Step[]::new));
    }

    public FakeAnswer stalls() {
        return then(new Step.Stall());
    }

    /** What these lines of JSON make, in one piece. */
    static FakeAnswer atOnceJson(String lines) {
        StringBuilder events = new StringBuilder();
        lines.lines().forEach(line -> events.append("data: ").append(line).append("\n\n"));
        return body(EVENTS, events.toString());
    }

    public FakeAnswer isReset() {
        return then(new Step.Reset());
    }

    public FakeAnswer isCut() {
        return then(new Step.Cut());
    }

    public FakeAnswer waits(Future<?> released) {
        return then(new Step.Until(released));
    }

    public FakeAnswer pauses(Duration duration) {
        return then(new Step.Pause(duration));
    }

    /** That pause before each step. */
    public FakeAnswer slow(Duration pause) {
        List<Step> paced = new ArrayList<>();
        for (Step step : steps) {
            paced.add(new Step.Pause(pause));
            paced.add(step);
        }
        return new FakeAnswer(mediaType, paced);
    }
}
