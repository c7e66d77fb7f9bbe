package dev.rivulet.render;

import java.time.Duration;

/**
 * What a response says of its bucket (<a href="https://discord.com/developers/docs/topics/rate-limits#header-format">Rate limit header
 * format</a>).
 *
 * @param limit {@code X-RateLimit-Limit}: requests a window
 * @param remaining {@code X-RateLimit-Remaining}: requests left in the running window
 * @param resetAfter {@code X-RateLimit-Reset-After}: until the window ends
 */
public record RateLimit(int limit, int remaining, Duration resetAfter) {
    public RateLimit {
        if (limit < 1 || remaining < 0 || resetAfter.isNegative()) {
            throw new IllegalArgumentException("limit must be positive, remaining and resetAfter must not be negative");
        }
    }
}
