package dev.rivulet.app;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must happen, with a deadline that a loaded machine keeps too. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        found(what, () -> condition.getAsBoolean() ? Optional.of(what) : Optional.empty());
    }

    /** @param probe looked at again and again, on the calling thread */
    static <T> T found(String what, Supplier<Optional<T>> probe) {
        return found(what, LIMIT, probe);
    }

    static <T> T found(String what, Duration limit, Supplier<Optional<T>> probe) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> found = probe.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("after " + limit.toSeconds() + " s still no sign of: " + what);
            }
            tick();
        }
    }

    static <T> T soon(String what, Future<T> future) {
        return within(LIMIT, what, future);
    }

    static <T> T within(Duration limit, String what, Future<T> future) {
        try {
            return future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("after " + limit.toSeconds() + " s still no sign of: " + what, e);
        }
    }

    private static void tick() {
        try {
            new CountDownLatch(1).await(30, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
