package dev.rivulet.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the machine itself stood still: a thread that does nothing but wake every millisecond would be late as well. What is
 * measured meanwhile may be late by as much without being slow.
 */
final class Hiccups implements AutoCloseable {
    private static final long TICK_NANOS = Duration.ofMillis(1).toNanos();

    private final Thread ticking = Thread.ofPlatform().daemon().unstarted(this::tick);
    private volatile long last = System.nanoTime();
    private volatile long longest;
    private volatile boolean over;

    Hiccups() {
        ticking.start();
    }

    /** How much later than asked it woke, at the worst, up to now. */
    long longestNanos() {
        return Math.max(longest, System.nanoTime() - last - TICK_NANOS);
    }

    private void tick() {
        while (!over) {
            LockSupport.parkNanos(TICK_NANOS);
            long now = System.nanoTime();
            longest = Math.max(longest, now - last - TICK_NANOS);
            last = now;
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
