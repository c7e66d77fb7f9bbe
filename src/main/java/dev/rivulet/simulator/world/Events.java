package dev.rivulet.simulator.world;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one lock under which the world changes, and the stream of what happened under it.
 *
 * <p>Subscribers are called on the thread that made the change, while it holds the lock: they must be quick, must not wait for
 * other threads, and hand anything longer to a context of their own.
 */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<WorldEvent>> subscribers = new CopyOnWriteArrayList<>();
    private final Vertx vertx;

    Events(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs {@code action} alone among all changes and readings. */
    public <T> T exclusively(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    public void publish(WorldEvent event) {
        exclusively(() -> {
            subscribers.forEach(subscriber -> tell(subscriber, event));
            return event;
        });
    }

    /** A subscriber that fails must not fail the one who made the change. */
    private static void tell(Consumer<WorldEvent> subscriber, WorldEvent event) {
        try {
            subscriber.accept(event);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("A subscriber of the simulator failed");
        }
    }

    void later(Duration delay, Runnable action) {
        vertx.setTimer(Math.max(1, delay.toMillis()), timer -> action.run());
    }

    public Subscription subscribe(Consumer<WorldEvent> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    /**
     * Completes with what {@code probe} finds, as soon as it finds something: it is asked now and after every event. Fails with a
     * {@link TimeoutException} naming {@code what} when {@code limit} is over.
     */
    public <T> Future<T> until(String what, Duration limit, Supplier<Optional<T>> probe) {
        var found = Promise.<T>promise();
        Runnable ask = () -> {
            try {
                probe.get().ifPresent(found::tryComplete);
            } catch (RuntimeException e) {
                found.tryFail(e);
            }
        };
        var subscription = exclusively(() -> {
            var subscribed = subscribe(event -> ask.run());
            ask.run();
            return subscribed;
        });
        long timer = vertx.setTimer(
                Math.max(1, limit.toMillis()),
                id -> found.tryFail(new TimeoutException("Not within " + limit.toMillis() + " ms: " + what)));
        return found.future().onComplete(result -> {
            vertx.cancelTimer(timer);
            subscription.close();
        });
    }

    /** Ends with {@link #close()}; no event is delivered after that to this subscriber. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
