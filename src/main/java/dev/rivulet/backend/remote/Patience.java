package dev.rivulet.backend.remote;

import dev.rivulet.backend.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before saying or trying something again.
 *
 * @param retries how often a question is asked again before its first text
 * @param firstPause before the first of these, on average; each doubles the one before
 * @param longestPause that the far side may ask for; beyond it the question fails, and says when to try again
 * @param statusAfter how long the far router may take to begin before the asker hears that we wait
 * @param statusEvery how often the asker hears it from then on
 * @param lookup how long a look at the far router's health, and the words of a refusal, may take
 */
record Patience(
        int retries,
        Duration firstPause,
        Duration longestPause,
        Duration statusAfter,
        Duration statusEvery,
        Duration lookup) {
    static final Patience DEFAULT = new Patience(
            2,
            Duration.ofMillis(400),
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMillis(4500));

    /** As long as the far side asks for; else longer each time. */
    Duration pause(int retriesBefore, @Nullable Duration asked) {
        if (asked != null) {
            return asked;
        }
        return Backoff.pause(firstPause, retriesBefore);
    }

    boolean allows(int retriesBefore, @Nullable Duration asked) {
        return retriesBefore < retries && (asked == null || asked.compareTo(longestPause) <= 0);
    }
}
