package dev.rivulet.backend.agentcore;

import io.vertx.core.Context;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Brings what one of the SDK's publishers gives onto a context, one item at a time: the next is asked for when the one before was taken,
 * unless we are paused. So while nobody takes more, the SDK stops reading its socket.
 *
 * <p>The SDK calls on threads of its own; everything else, and everything that is called here, belongs to the context.
 */
final class ContextSubscriber<T> implements Subscriber<T> {
    private final Context context;
    private final Consumer<T> items;
    private final Consumer<@Nullable Throwable> end;
    private @Nullable Subscription subscription;
    /** Whether the SDK owes us an item. */
    private boolean requested;

    private boolean paused;
    private boolean over;

    /** @param end takes null where the publisher completed */
    ContextSubscriber(Context context, Consumer<T> items, Consumer<@Nullable Throwable> end) {
        this.context = context;
        this.items = items;
        this.end = end;
    }

    @Override
    public void onSubscribe(Subscription given) {
        context.runOnContext(_ -> {
            if (over) {
                given.cancel();
            } else {
                subscription = given;
                request();
            }
        });
    }

    @Override
    public void onNext(T item) {
        context.runOnContext(_ -> {
            requested = false;
            if (!over) {
                items.accept(item);
                request();
            }
        });
    }

    @Override
    public void onError(Throwable cause) {
        context.runOnContext(_ -> finish(cause));
    }

    @Override
    public void onComplete() {
        context.runOnContext(_ -> finish(null));
    }

    private void finish(@Nullable Throwable cause) {
        if (!over) {
            over = true;
            end.accept(cause);
        }
    }

    private void request() {
        Subscription from = subscription;
        if (from != null && !requested && !paused && !over) {
            requested = true;
            from.request(1);
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        request();
    }

    /** Ends the subscription, which closes the connection; nothing more is told. */
    void cancel() {
        over = true;
        Subscription from = subscription;
        if (from != null) {
            from.cancel();
        }
    }
}
