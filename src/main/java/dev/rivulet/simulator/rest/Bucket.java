package dev.rivulet.simulator.rest;

import java.time.Duration;
import java.time.Instant;

/** One counter: a limit and the window that runs. Not safe for use by several threads. */
final class Bucket {
    private Limit limit;
    private Instant resetAt;
    private int used;

    Bucket(Limit limit, Instant now) {
        this.limit = limit;
        this.resetAt = now;
    }

    /**
     * Takes one request. A limit that changed holds from the next window on: what headers promised stays true.
     *
     * @return whether it was within the limit
     */
    boolean take(Limit current, Instant now) {
        if (!now.isBefore(resetAt)) {
            limit = current;
            used = 0;
            resetAt = now.plus(limit.window());
        }
        if (used >= limit.requests()) {
            return false;
        }
        used++;
        return true;
    }

    int limit() {
        return limit.requests();
    }

    int remaining() {
        return limit.requests() - used;
    }

    Instant resetAt() {
        return resetAt;
    }

    Duration resetAfter(Instant now) {
        return now.isBefore(resetAt) ? Duration.between(now, resetAt) : Duration.ZERO;
    }
}
