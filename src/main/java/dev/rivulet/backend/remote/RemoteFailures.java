package dev.rivulet.backend.remote;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.wire.FailureJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What went wrong on the way to the far router, said so that somebody knows what to do. */
final class RemoteFailures {
    private static final int LONGEST_QUOTE = 300;

    private final String host;

    /** @param host of the far router, to be shown */
    RemoteFailures(String host) {
        this.host = host;
    }

    /**
     * The far side answered with a status. A problem document of the far router says what to tell; what API Gateway itself says goes into
     * the detail.
     */
    Failure refused(int status, Buffer body, @Nullable Duration retryAfter) {
        JsonObject json = json(body);
        String kind = string(json, "kind");
        String words = string(json, "detail");
        String detail = "status " + status + quote(words != null ? words : string(json, "message"));
        if (kind != null && words != null) {
            return known(kind, words, retryAfter, detail);
        }
        return switch (status) {
            case 401 ->
                new Failure.Rejected(
                        "The router at " + host
                                + " wants its token: set RIVULET_CHAT_TOKEN, or RIVULET_CHAT_AUTH=iam for"
                                + " API Gateway.",
                        detail);
            case 403 ->
                new Failure.Rejected(
                        "The router at " + host
                                + " lets this listener not in: check its AWS credentials, their permission"
                                + " execute-api:Invoke, and the stage in RIVULET_CHAT_URL.",
                        detail);
            case 404, 405 ->
                new Failure.Rejected(
                        "There is no router at this address: RIVULET_CHAT_URL must be the full address of its /chat, with"
                                + " the stage.",
                        detail);
            case 413 -> new Failure.Rejected("This conversation is too large for the router; begin a new one.", detail);
            case 429 ->
                new Failure.Overloaded(
                        "The router has too much to do just now; ask again in a moment.", detail, retryAfter);
            case 503 ->
                retryAfter == null
                        ? new Failure.Unavailable("The router is not there just now; ask again in a moment.", detail)
                        : new Failure.Overloaded(
                                "The router has too much to do just now; ask again in a moment.", detail, retryAfter);
            case 408, 504 -> new Failure.TimedOut("The router took too long to begin its answer; ask again.", detail);
            default ->
                status >= 500
                        ? new Failure.Unavailable(
                                "The router failed with status " + status + "; its log says why.", detail)
                        : new Failure.Rejected(
                                words != null
                                        ? "The router did not take the question: " + words
                                        : "What answers at " + host
                                                + " is not Rivulet's router: check RIVULET_CHAT_URL.",
                                detail);
        };
    }

    private static Failure known(String kind, String words, @Nullable Duration retryAfter, String detail) {
        JsonObject json = new JsonObject().put("kind", kind).put("message", words);
        if (retryAfter != null) {
            json.put("retryAfterMs", retryAfter.toMillis());
        }
        try {
            return FailureJson.decode(json);
        } catch (IllegalArgumentException e) {
            return new Failure.Unavailable(words, detail);
        }
    }

    /** Whether the same question may fare better in a moment. */
    static boolean isPassing(int status) {
        return status == 429 || status == 500 || status == 502 || status == 503;
    }

    /**
     * The same, of what {@link #unreachable} tells about. Who is silent for so long may be at work, and would only get more of it; and
     * credentials don't turn up in a moment.
     */
    static boolean isPassing(Throwable cause) {
        return !(cause instanceof TimeoutException || cause instanceof FailureException);
    }

    /** Nobody answered, or it went away before the head of a response came. */
    Failure unreachable(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _ ->
                new Failure.Unavailable(
                        "The host " + host + " is not known: set RIVULET_CHAT_URL to the router's address.",
                        kind(cause));
            case TimeoutException _ ->
                new Failure.TimedOut("The router took too long to begin its answer; ask again.", kind(cause));
            case FailureException known -> known.failure();
            default ->
                new Failure.Unavailable(
                        "The router at " + host + " can't be reached; ask again in a moment.", kind(cause));
        };
    }

    Failure silent(Duration silence) {
        return new Failure.TimedOut(
                "The router fell silent for " + silence.toSeconds() + " s before the answer was whole; ask again.",
                "nothing within chat.silence");
    }

    Failure malformed(String detail) {
        return new Failure.MalformedStream(
                "What the router sent could not be read; check that RIVULET_CHAT_URL leads to Rivulet's /chat.",
                detail);
    }

    Failure truncated(String detail) {
        return new Failure.Truncated(
                "The connection to the router broke before the answer was whole; ask again.", detail);
    }

    /** The kind only: messages may hold what must not be logged. */
    static String kind(Throwable cause) {
        return cause.getClass().getSimpleName();
    }

    private static JsonObject json(Buffer body) {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return new JsonObject();
        }
    }

    private static @Nullable String string(JsonObject json, String key) {
        return json.getValue(key) instanceof String value ? value : null;
    }

    private static String quote(@Nullable String words) {
        return words == null ? "" : ": " + (words.length() > LONGEST_QUOTE ? words.substring(0, LONGEST_QUOTE) : words);
    }
}
