package dev.rivulet.discord.answer;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When to try again after trouble that passes: soon, then ever later, and after some minutes no more. */
public final class Retries {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration GIVE_UP = Duration.ofMinutes(10);

    private final LongSupplier nanos;
    private int failures;
    private long since;

    public Retries(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Null when it has been going on for too long. */
    public @Nullable Duration next() {
        long now = nanos.getAsLong();
        if (failures == 0) {
            since = now;
        }
        if (now - since > GIVE_UP.toNanos()) {
            return null;
        }
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, 5));
        failures++;
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    void succeeded() {
        failures = 0;
    }
}
