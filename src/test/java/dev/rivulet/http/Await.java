package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Waits for conditions, with a deadline. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int UNCHANGED = 20;

    private Await() {}

    static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            tick();
        }
    }

    /** The counter's value once it stopped growing for 400 ms. */
    static int settled(AtomicInteger counter) throws InterruptedException {
        int last = -1;
        int unchanged = 0;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (unchanged < UNCHANGED) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            int now = counter.get();
            unchanged = now == last && now > 0 ? unchanged + 1 : 0;
            last = now;
            tick();
        }
        return last;
    }

    private static void tick() throws InterruptedException {
        new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
}
