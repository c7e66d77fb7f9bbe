package dev.rivulet.backend;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait before a server is asked again. */
public final class Backoff {
    private Backoff() {}

    /**
     * Twice as long each time, and between half and one and a half of that, so that those who were refused together don't come back
     * together.
     *
     * @param first the pause before the first retry, on average
     * @param retriesBefore how many there were
     */
    public static Duration pause(Duration first, int retriesBefore) {
        double factor = ThreadLocalRandom.current().nextDouble(0.5, 1.5) * (1L << retriesBefore);
        return Duration.ofMillis(Math.max(1, Math.round(first.toMillis() * factor)));
    }

    /** What {@code Retry-After} asks for, in whole seconds; null where it isn't there, or names a date. */
    public static @Nullable Duration asked(HttpClientResponse response) {
        String value = response.getHeader(HttpHeaders.RETRY_AFTER);
        try {
            return value == null ? null : Duration.ofSeconds(Math.max(0, Integer.parseInt(value.strip())));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
