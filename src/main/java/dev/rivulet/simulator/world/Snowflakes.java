package dev.rivulet.simulator.world;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Ids as Discord makes them: 42 bits of milliseconds since 2015, 10 bits of worker and process, 12 bits of counter; strictly
 * ascending here.
 *
 * @see <a href="https://discord.com/developers/docs/reference#snowflakes">Snowflakes</a>
 */
public final class Snowflakes {
    /** The first second of 2015, in epoch milliseconds. */
    public static final long EPOCH_MILLIS = 1_420_070_400_000L;

    private static final long WORKER_AND_PROCESS = (1L << 17) | (1L << 12);

    private final InstantSource clock;
    private long lastMillis;
    private int count;

    Snowflakes(InstantSource clock) {
        this.clock = clock;
    }

    synchronized long next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            count = 0;
        } else if (++count > 0xFFF) {
            lastMillis++;
            count = 0;
        }
        return ((lastMillis - EPOCH_MILLIS) << 22) | WORKER_AND_PROCESS | count;
    }

    /** When the id was made. */
    public static Instant timeOf(long snowflake) {
        return Instant.ofEpochMilli((snowflake >>> 22) + EPOCH_MILLIS);
    }
}
