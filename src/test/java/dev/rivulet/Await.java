package dev.rivulet;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must happen, with a deadline that a loaded machine keeps too. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final Duration SETTLED = Duration.ofMillis(400);

    private Await() {}

    /** @param condition looked at again and again, on the calling thread */
    public static void until(String what, BooleanSupplier condition) {
        found(what, () -> condition.getAsBoolean() ? Optional.of(what) : Optional.empty());
    }

    public static <T> T found(String what, Supplier<Optional<T>> probe) {
        return found(what, LIMIT, probe);
    }

    public static <T> T found(String what, Duration limit, Supplier<Optional<T>> probe) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long pause = FIRST_PAUSE_NANOS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS)) {
            Optional<T> found = probe.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("after " + limit.toSeconds() + " s still no sign of: " + what);
            }
            LockSupport.parkNanos(pause);
        }
    }

    /** The future's result; its own failure where it fails. */
    public static <T> T soon(Future<T> future) {
        return soon("the result", future);
    }

    public static <T> T soon(String what, Future<T> future) {
        return within(LIMIT, what, future);
    }

    public static <T> T within(Duration limit, String what, Future<T> future) {
        try {
            return future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("after " + limit.toSeconds() + " s still no sign of: " + what, e);
        }
    }

    public static <T> T next(String what, BlockingQueue<T> queue) {
        return found(what, () -> Optional.ofNullable(queue.poll()));
    }

    /** The counter's value once it has grown, and stopped growing for a while. */
    public static int settled(AtomicInteger counter) {
        int[] last = {0};
        long[] since = {0};
        until("an end of the growth", () -> {
            int now = counter.get();
            if (now != last[0]) {
                last[0] = now;
                since[0] = System.nanoTime();
            }
            return now > 0 && System.nanoTime() - since[0] > SETTLED.toNanos();
        });
        return last[0];
    }
}
