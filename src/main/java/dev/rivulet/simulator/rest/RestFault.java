package dev.rivulet.simulator.rest;

import dev.rivulet.simulator.world.Refusal;
import java.time.Duration;

/** Something that goes wrong with one request. */
public sealed interface RestFault {
    /**
     * A 429, whatever is left in the bucket. With {@code SHARED} the headers still tell the state of the caller's own bucket, which
     * may be full, and only {@code Retry-After} and the body say how long to wait.
     */
    record RateLimited(RateLimits.Scope scope, Duration retryAfter) implements RestFault {}

    /**
     * A 429 with code 30046: too many edits of messages older than an hour, a limit that no header announces.
     */
    record TooManyOldEdits(Duration retryAfter) implements RestFault {}

    /** Discord's "no" to this request, such as {@code Refusal.missingPermissions()}. */
    record Refused(Refusal refusal) implements RestFault {}

    /** An answer such as 500, 502 or 503; the request isn't carried out. */
    record ServerError(int status) implements RestFault {}

    /** A {@link ServerError} that comes late, as of a server that waited in vain for another. */
    record LateServerError(int status, Duration delay) implements RestFault {}

    /** The answer comes late; the request is carried out at once. */
    record Late(Duration delay) implements RestFault {}

    /** The request is carried out late, and answered then. */
    record Slow(Duration delay) implements RestFault {}

    /** The connection breaks before the request is carried out. */
    record DroppedBefore() implements RestFault {}

    /** The connection breaks after the request was carried out, before the answer: a client that repeats it does it twice. */
    record DroppedAfter() implements RestFault {}
}
