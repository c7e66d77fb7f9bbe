package dev.rivulet.simulator.rest;

import java.time.Duration;

/** Something that goes wrong with one request. */
public sealed interface RestFault {
    /** A 429, without the bucket being used up. */
    record RateLimited(RateLimits.Scope scope, Duration retryAfter) implements RestFault {}

    /** An answer such as 500, 502 or 503; the request isn't carried out. */
    record ServerError(int status) implements RestFault {}

    /** The answer comes late; the request is carried out at once. */
    record Late(Duration delay) implements RestFault {}

    /** The request is carried out late, and answered then. */
    record Slow(Duration delay) implements RestFault {}

    /** The connection breaks before the request is carried out. */
    record DroppedBefore() implements RestFault {}

    /** The connection breaks after the request was carried out, before the answer: a client that repeats it does it twice. */
    record DroppedAfter() implements RestFault {}
}
