package dev.rivulet.backend.ollama;

import dev.rivulet.backend.Backoff;
import java.time.Duration;

/**
 * How long to wait before saying or trying something again.
 *
 * @param statusAfter how long Ollama may be silent before the asker hears that we wait
 * @param statusEvery how often the asker hears it from then on
 * @param retries how often a busy Ollama is asked again
 * @param firstRetry the pause before the first of these, on average; each doubles the one before
 * @param lookup how long looking up models and what they can may take
 */
record Patience(Duration statusAfter, Duration statusEvery, int retries, Duration firstRetry, Duration lookup) {
    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(2), Duration.ofSeconds(1), 3, Duration.ofMillis(600), Duration.ofSeconds(10));

    Duration pause(int retriesBefore) {
        return Backoff.pause(firstRetry, retriesBefore);
    }
}
