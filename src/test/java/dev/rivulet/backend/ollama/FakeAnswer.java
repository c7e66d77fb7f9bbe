package dev.rivulet.backend.ollama;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link FakeOllama} answers to one question: steps, played in order. Made by a factory below and refined by the methods that
 * return another one:
 *
 * <pre>{@code FakeAnswer.of("Hello", " there").slow(Duration.ofMillis(25)).interruptedAfter(1)}</pre>
 */
public record FakeAnswer(List<Step> steps) {
    public FakeAnswer {
        steps = List.copyOf(steps);
    }

    /** One step. */
    public sealed interface Step {
        /** A line {@code {model, created_at, message, done: false}}. */
        record Message(JsonObject message) implements Step {}

        /** The line that ends an answer; {@code fields} are added to it, {@code message} too. */
        record Done(JsonObject fields) implements Step {}

        /** These bytes as they are. */
        record Raw(Buffer bytes) implements Step {}

        /** Time passes. Drift-free: a step that is late makes the next pause shorter. */
        record Pause(Duration duration) implements Step {}

        /** Nothing happens until that is complete. */
        record Until(Future<?> released) implements Step {}

        /** Nothing ever happens again, the connection stays open. */
        record Stall() implements Step {}

        /** The TCP connection is cut. */
        record Cut() implements Step {}

        /** Another answer than 200: status and body, instead of everything after it. */
        record Refusal(int status, String body, List<String> header) implements Step {}
    }

    /** A whole answer in these tokens, at once. */
    public static FakeAnswer of(String... tokens) {
        return of(Arrays.asList(tokens));
    }

    /** A whole answer in these tokens, at once. */
    public static FakeAnswer of(List<String> tokens) {
        List<Step> steps = new ArrayList<>();
        tokens.forEach(token -> steps.add(
                new Step.Message(new JsonObject().put("role", "assistant").put("content", token))));
        steps.add(new Step.Done(new JsonObject().put("prompt_eval_count", 26).put("eval_count", tokens.size())));
        return new FakeAnswer(steps);
    }

    /** A whole answer, its words as tokens. */
    public static FakeAnswer text(String text) {
        return of(text.split("(?<=\\s)(?=\\S)"));
    }

    /** An error before any output; {@code error} as Ollama's JSON has it. */
    public static FakeAnswer refusal(int status, String error) {
        return status(
                status,
                new JsonObject().put("error", error).encode(),
                "Content-Type",
                "application/json; charset=utf-8");
    }

    /** Any status and body instead of an answer; header is name, value, name, value … */
    public static FakeAnswer status(int status, String body, String... header) {
        return new FakeAnswer(List.of(new Step.Refusal(status, body, List.of(header))));
    }

    /** 404 as for a model that isn't installed. */
    public static FakeAnswer notFound(String model) {
        return refusal(404, "model '" + model + "' not found");
    }

    /** 503 as of a full queue. */
    public static FakeAnswer busy() {
        return refusal(503, "server busy, please try again.  maximum pending requests exceeded");
    }

    /** Bytes with status 200, such as garbage. */
    public static FakeAnswer malformed(String bytes) {
        return new FakeAnswer(List.of(new Step.Raw(Buffer.buffer(bytes))));
    }

    /** Thinks first, in Ollama's field for it. */
    public FakeAnswer thinking(String... thoughts) {
        List<Step> with = new ArrayList<>();
        for (String thought : thoughts) {
            with.add(new Step.Message(
                    new JsonObject().put("role", "assistant").put("content", "").put("thinking", thought)));
        }
        with.addAll(steps);
        return new FakeAnswer(with);
    }

    /** Sets fields of the last line, such as {@code done_reason} or the counts; null takes one away. */
    public FakeAnswer done(JsonObject fields) {
        return new FakeAnswer(steps.stream()
                .map(step -> step instanceof Step.Done(JsonObject before)
                        ? new Step.Done(before.copy().mergeIn(fields))
                        : step)
                .toList());
    }

    /** That pause before each token and before the end. */
    public FakeAnswer slow(Duration pause) {
        List<Step> paced = new ArrayList<>();
        for (Step step : steps) {
            paced.add(new Step.Pause(pause));
            paced.add(step);
        }
        return new FakeAnswer(paced);
    }

    /** No headers until that time has passed, as when a model loads. */
    public FakeAnswer loading(Duration time) {
        return before(new Step.Pause(time));
    }

    /** No headers until that completes, as when a model loads. */
    public FakeAnswer loading(Future<?> loaded) {
        return before(new Step.Until(loaded));
    }

    /** After so many tokens nothing more comes. */
    public FakeAnswer stalledAfter(int tokens) {
        return cutShort(tokens, new Step.Stall());
    }

    /** After so many tokens the connection is cut. */
    public FakeAnswer interruptedAfter(int tokens) {
        return cutShort(tokens, new Step.Cut());
    }

    /** After so many tokens the body ends properly, without the line that says that the answer is whole. */
    public FakeAnswer truncatedAfter(int tokens) {
        return cutShort(tokens);
    }

    /** After so many tokens garbage comes. */
    public FakeAnswer malformedAfter(int tokens) {
        return cutShort(tokens, new Step.Raw(Buffer.buffer("<html>502 Bad Gateway</html>\n")));
    }

    /** After so many tokens an error line comes, and the body ends. */
    public FakeAnswer errorAfter(int tokens, String error) {
        return cutShort(
                tokens,
                new Step.Raw(new JsonObject().put("error", error).toBuffer().appendString("\n")));
    }

    /** After so many tokens nothing more comes until that completes. */
    public FakeAnswer pausedAfter(int tokens, Future<?> released) {
        List<Step> with = new ArrayList<>(steps);
        with.add(positionAfter(tokens), new Step.Until(released));
        return new FakeAnswer(with);
    }

    private FakeAnswer before(Step step) {
        List<Step> with = new ArrayList<>();
        with.add(step);
        with.addAll(steps);
        return new FakeAnswer(with);
    }

    private FakeAnswer cutShort(int tokens, Step... ending) {
        List<Step> kept = new ArrayList<>(steps.subList(0, positionAfter(tokens)));
        kept.addAll(Arrays.asList(ending));
        return new FakeAnswer(kept);
    }

    private int positionAfter(int tokens) {
        int seen = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (seen == tokens && !(steps.get(i) instanceof Step.Until)) {
                return i;
            }
            if (steps.get(i) instanceof Step.Message) {
                seen++;
            }
        }
        return steps.size();
    }
}
