package dev.rivulet.backend.agentcore;

import dev.rivulet.backend.Backoff;
import java.time.Duration;

/**
 * How long to wait before saying or trying something again.
 *
 * @param statusAfter how long an agent may be silent before the asker hears that we wait
 * @param statusEvery how often the asker hears it from then on
 * @param sending how long it may take to find credentials and to begin a request with them
 * @param retries how often an agent is asked again
 * @param firstRetry the pause before the first of these, on average; each doubles the one before
 */
record Patience(Duration statusAfter, Duration statusEvery, Duration sending, int retries, Duration firstRetry) {
    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30), 3, Duration.ofMillis(600));

    Duration pause(int retriesBefore) {
        return Backoff.pause(firstRetry, retriesBefore);
    }
}
