package dev.rivulet.backend.ollama;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Which models can see, as {@code /api/show} told. Forgotten after ten minutes, since a pull may bring another model under the same
 * name. Belongs to one context.
 */
final class Eyesight {
    private static final long MEMORY_NANOS = Duration.ofMinutes(10).toNanos();

    private record Known(boolean sees, long since) {}

    private final Map<String, Known> known = new HashMap<>();
    private final LongSupplier nanoTime;

    /** @param nanoTime as {@link System#nanoTime()} */
    Eyesight(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Empty when nothing is known, or not any more. */
    Optional<Boolean> of(String model) {
        return Optional.ofNullable(known.get(model))
                .filter(each -> nanoTime.getAsLong() - each.since < MEMORY_NANOS)
                .map(Known::sees);
    }

    /**
     * Learns from {@code /api/show}'s answer, and says whether the model sees. Servers too old to list capabilities ignore pictures that
     * a model can't see: there, it may be tried.
     */
    boolean learn(String model, JsonObject show) {
        boolean sees =
                !(show.getValue("capabilities") instanceof JsonArray capabilities) || capabilities.contains("vision");
        known.put(model, new Known(sees, nanoTime.getAsLong()));
        return sees;
    }
}
