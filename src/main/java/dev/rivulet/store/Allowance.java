package dev.rivulet.store;

import java.time.Instant;

/**
 * One limit of one day, and what was used of it; answers in flight are in it as reserved.
 *
 * @param again when the next day begins
 */
public record Allowance(Scope scope, Unit unit, long used, long limit, Instant again) {
    /** Who shares it. */
    public enum Scope {
        USER,
        CHANNEL,
        SERVER,
        TOTAL
    }

    /** What is counted. */
    public enum Unit {
        QUESTIONS,
        TOKENS
    }
}
