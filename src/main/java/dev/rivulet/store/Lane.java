package dev.rivulet.store;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Does one thing after the other, in the order in which they come. May be used from any thread. */
final class Lane {
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private Future<?> last = Future.succeededFuture();

    /** @param most how many may wait; more fail at once */
    Lane(int most) {
        this.most = most;
    }

    /** The result may arrive on any thread. */
    <T> Future<T> run(Supplier<Future<T>> work) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            return Future.failedFuture(new IllegalStateException("more than " + most + " wait already"));
        }
        return next(work).onComplete(_ -> waiting.decrementAndGet());
    }

    private synchronized <T> Future<T> next(Supplier<Future<T>> work) {
        Future<T> mine = last.transform(_ -> work.get());
        last = mine;
        return mine;
    }
}
