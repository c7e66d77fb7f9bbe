package dev.rivulet.simulator.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A verdict as Discord writes it: fractions of seconds everywhere but in {@code Retry-After}, which HTTP wants whole; clients crash on
 * a fraction there.
 */
final class RateLimitHeaders {
    private RateLimitHeaders() {}

    static void write(RateLimits.Verdict verdict, MultiMap headers) {
        if (verdict.rejectedBy() == RateLimits.Scope.GLOBAL) {
            headers.set("X-RateLimit-Global", "true");
        } else {
            headers.set("X-RateLimit-Limit", Integer.toString(verdict.limit()))
                    .set("X-RateLimit-Remaining", Integer.toString(verdict.remaining()))
                    .set("X-RateLimit-Reset", seconds(verdict.resetAt()))
                    .set("X-RateLimit-Reset-After", seconds(verdict.resetAfter()))
                    .set("X-RateLimit-Bucket", verdict.hash());
        }
        if (!verdict.passed()) {
            headers.set("X-RateLimit-Scope", verdict.rejectedBy().name().toLowerCase(Locale.ROOT))
                    .set("Retry-After", Long.toString((millis(verdict.retryAfter()) + 999) / 1000));
        }
    }

    static Reply rejection(RateLimits.Verdict verdict) {
        return new Reply(
                429,
                new JsonObject()
                        .put(
                                "message",
                                verdict.rejectedBy() == RateLimits.Scope.SHARED
                                        ? "The resource is being rate limited."
                                        : "You are being rate limited.")
                        .put("code", 0)
                        .put("retry_after", millis(verdict.retryAfter()) / 1000.0)
                        .put("global", verdict.rejectedBy() == RateLimits.Scope.GLOBAL));
    }

    /** The limit on edits of old messages, which has a code of its own. */
    static Reply tooManyOldEdits(RateLimits.Verdict verdict) {
        return new Reply(
                429,
                new JsonObject()
                        .put(
                                "message",
                                "Maximum number of edits to messages older than 1 hour reached. Try again later.")
                        .put("code", 30046)
                        .put("retry_after", millis(verdict.retryAfter()) / 1000.0)
                        .put("global", false));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", millis(duration) / 1000.0);
    }

    private static String seconds(Instant instant) {
        return String.format(Locale.ROOT, "%.3f", millis(Duration.between(Instant.EPOCH, instant)) / 1000.0);
    }

    /** Rounded up: a client that waits as long as it was told must never come early. */
    private static long millis(Duration duration) {
        return (duration.toNanos() + 999_999) / 1_000_000;
    }
}
