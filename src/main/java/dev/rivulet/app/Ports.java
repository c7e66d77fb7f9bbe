package dev.rivulet.app;

import io.vertx.core.Future;
import java.util.function.IntFunction;

/** Finds a port for a server that may take another than the one it wanted. */
final class Ports {
    private static final int TRIES = 20;

    private Ports() {}

    /**
     * Starts on {@code port}, or on the next one that is free, at most 20 further.
     *
     * @param taken what a start on a port in use fails with
     */
    static <T> Future<T> firstFree(int port, Class<? extends Exception> taken, IntFunction<Future<T>> start) {
        return firstFree(port, TRIES, taken, start);
    }

    private static <T> Future<T> firstFree(
            int port, int tries, Class<? extends Exception> taken, IntFunction<Future<T>> start) {
        return start.apply(port)
                .recover(cause -> taken.isInstance(cause) && tries > 0 && port > 0 && port < 65_535
                        ? firstFree(port + 1, tries - 1, taken, start)
                        : Future.failedFuture(cause));
    }
}
