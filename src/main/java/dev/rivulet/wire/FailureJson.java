package dev.rivulet.wire;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Failure.Cancelled;
import dev.rivulet.chat.Failure.MalformedStream;
import dev.rivulet.chat.Failure.OverBudget;
import dev.rivulet.chat.Failure.Overloaded;
import dev.rivulet.chat.Failure.Rejected;
import dev.rivulet.chat.Failure.TimedOut;
import dev.rivulet.chat.Failure.Truncated;
import dev.rivulet.chat.Failure.Unavailable;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** {@code {kind, message, retryAfterMs?}}. The detail stays behind; a decoded failure's detail says where it came from. */
public final class FailureJson {
    private static final String DETAIL = "passed on by another process";

    private FailureJson() {}

    public static JsonObject encode(Failure failure) {
        JsonObject json = new JsonObject().put("kind", failure.kind()).put("message", failure.message());
        Duration retryAfter = switch (failure) {
            case Overloaded overloaded -> overloaded.retryAfter();
            case OverBudget spent -> spent.retryAfter();
            case Unavailable _, Rejected _, TimedOut _, MalformedStream _, Truncated _, Cancelled _ -> null;
        };
        if (retryAfter != null) {
            json.put("retryAfterMs", retryAfter.toMillis());
        }
        return json;
    }

    public static Failure decode(JsonObject json) {
        String message = ChatJson.text(json, "message");
        String kind = ChatJson.text(json, "kind");
        return switch (kind) {
            case "unavailable" -> new Unavailable(message, DETAIL);
            case "rejected" -> new Rejected(message, DETAIL);
            case "timed-out" -> new TimedOut(message, DETAIL);
            case "malformed" -> new MalformedStream(message, DETAIL);
            case "truncated" -> new Truncated(message, DETAIL);
            case "overloaded" -> {
                Long retryAfterMs = json.getLong("retryAfterMs");
                yield new Overloaded(message, DETAIL, retryAfterMs == null ? null : Duration.ofMillis(retryAfterMs));
            }
            case "over-budget" -> new OverBudget(message, DETAIL, Duration.ofMillis(json.getLong("retryAfterMs", 0L)));
            case "cancelled" -> new Cancelled(message, DETAIL);
            default -> throw new IllegalArgumentException("unknown failure kind '" + kind + "'");
        };
    }
}
