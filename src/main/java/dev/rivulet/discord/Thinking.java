package dev.rivulet.discord;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Says for how long a model has been thinking; a new line every few seconds, since each one costs an edit. */
final class Thinking {
    private static final long STEP_SECONDS = 3;
    private static final long SECOND = 1_000_000_000;

    private final LongSupplier nanos;
    private boolean begun;
    private long since;
    private long said = -STEP_SECONDS;

    Thinking(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Null while the line before will do. */
    @Nullable String line() {
        long now = nanos.getAsLong();
        if (!begun) {
            begun = true;
            since = now;
        }
        long seconds = (now - since) / SECOND;
        if (seconds - said < STEP_SECONDS) {
            return null;
        }
        said = seconds;
        return "thinking, " + seconds + " s";
    }
}
