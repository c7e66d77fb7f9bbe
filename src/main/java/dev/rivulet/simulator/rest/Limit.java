package dev.rivulet.simulator.rest;

import java.time.Duration;

/** So many requests in a window that starts with its first request. */
public record Limit(int requests, Duration window) {
    public Limit {
        if (requests < 1) {
            throw new IllegalArgumentException("requests must be at least 1, not " + requests);
        }
        if (!window.isPositive()) {
            throw new IllegalArgumentException("window must be positive, not " + window);
        }
    }

    public static Limit of(int requests, Duration window) {
        return new Limit(requests, window);
    }
}
