package dev.rivulet.http;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Failure.Cancelled;
import dev.rivulet.chat.Failure.MalformedStream;
import dev.rivulet.chat.Failure.OverBudget;
import dev.rivulet.chat.Failure.Overloaded;
import dev.rivulet.chat.Failure.Rejected;
import dev.rivulet.chat.Failure.TimedOut;
import dev.rivulet.chat.Failure.Truncated;
import dev.rivulet.chat.Failure.Unavailable;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request gets no answer, as a problem document (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>) tells it.
 *
 * @param detail what happened and what to do; shown to the caller
 * @param kind the kind of the {@link Failure} behind it
 * @param text what there was of the answer by then
 * @param errors what is wrong with which field
 * @param headers that go with the response
 */
public record Problem(
        int status,
        String detail,
        @Nullable String kind,
        @Nullable String text,
        List<FieldError> errors,
        Map<String, String> headers) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** One wrong field, named as in {@code messages[0].role}; the empty name is the body. */
    public record FieldError(String field, String message) {}

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, null, null, List.of(), Map.of());
    }

    static Problem wrongFields(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        String detail = (first.field().isEmpty() ? "The body" : first.field()) + " " + first.message() + "."
                + (errors.size() == 1 ? "" : " " + (errors.size() - 1) + " more in errors.");
        return new Problem(400, detail, null, null, errors, Map.of());
    }

    static Problem of(Failure failure) {
        int status = switch (failure) {
            case Rejected _ -> 422;
            case MalformedStream _, Truncated _ -> 502;
            case OverBudget _ -> 429;
            case Unavailable _, Overloaded _, Cancelled _ -> 503;
            case TimedOut _ -> 504;
        };
        Problem problem = new Problem(status, failure.message(), failure.kind(), null, List.of(), Map.of());
        return switch (failure) {
            case Overloaded overloaded -> problem.retryAfter(overloaded.retryAfter());
            case OverBudget spent -> problem.retryAfter(spent.retryAfter());
            case Rejected _, MalformedStream _, Truncated _, Unavailable _, Cancelled _, TimedOut _ -> problem;
        };
    }

    Problem with(String header, String value) {
        return new Problem(status, detail, kind, text, errors, Map.of(header, value));
    }

    /** With what there is of the answer, if there is anything. */
    Problem after(String text) {
        return text.isEmpty() ? this : new Problem(status, detail, kind, text, errors, headers);
    }

    /** With {@code Retry-After} in whole seconds, rounded up; 5 where nothing better is known. */
    Problem retryAfter(@Nullable Duration duration) {
        long millis = (duration == null ? RETRY_AFTER : duration).toMillis();
        return with("Retry-After", String.valueOf(Math.max(1, (millis + 999) / 1000)));
    }

    /** Answers the request with it. */
    public void sendTo(ResponseSink sink, String requestId) {
        JsonObject json = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .put("requestId", requestId);
        if (kind != null) {
            json.put("kind", kind);
        }
        if (text != null) {
            json.put("text", text);
        }
        if (!errors.isEmpty()) {
            JsonArray fields = new JsonArray();
            errors.forEach(error ->
                    fields.add(new JsonObject().put("field", error.field()).put("message", error.message())));
            json.put("errors", fields);
        }
        MultiMap all = ChatEndpoint.headers(requestId).addAll(headers).set(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        sink.send(status, all, json.toBuffer());
    }

    /** Without the text: it never reaches a log. */
    @Override
    public String toString() {
        return "Problem[" + status + ", " + kind + "]";
    }
}
