package dev.rivulet.bus;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageProducer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The reading end of an answer. Used on the context that asked, and nowhere else.
 *
 * <p>Delivers a prefix of what was written, in order, then exactly one {@link ChatEvent.Terminal}, then the end handler. Trouble on the
 * way is such a terminal event too: a gap is {@link Failure.MalformedStream}, a vanished writer {@link Failure.Unavailable}; the exception
 * handler is never called. Events wait here, at most a window of them, until a handler is set and while the stream is paused, and a
 * paused stream stops the writer.
 */
public final class AnswerStream implements ReadStream<ChatEvent> {
    private static final DeliveryOptions NOT_LONG = new DeliveryOptions().setSendTimeout(1_000);

    private final Vertx vertx;
    private final Context context;
    private final int window;
    private final MessageConsumer<Frame.Numbered> consumer;
    private final MessageProducer<Frame> control;
    private final String controlAddress;
    private final Deque<ChatEvent> queue = new ArrayDeque<>();
    private final long pulseTimer;
    private Future<Void> sourceTold = Future.succeededFuture();
    private long expected;
    private long delivered;
    private long granted;
    private long demand = Long.MAX_VALUE;
    private boolean delivering;
    private boolean closed;
    private boolean over;
    private @Nullable Handler<ChatEvent> handler;
    private @Nullable Handler<Void> endHandler;

    AnswerStream(Vertx vertx, Context context, String answerAddress, int window, Duration pulse) {
        this.vertx = vertx;
        this.context = context;
        this.window = window;
        this.granted = window;
        this.consumer = vertx.eventBus().consumer(answerAddress, message -> receive(message.body()));
        this.controlAddress = Frame.control(answerAddress);
        this.control = vertx.eventBus().sender(controlAddress);
        this.pulseTimer = vertx.setPeriodic(pulse.toMillis(), _ -> tell(new Frame.Demand(granted)));
    }

    /** Completes when events can arrive: only then may the question be asked. */
    Future<Void> open() {
        return consumer.completion();
    }

    private void receive(Frame.Numbered numbered) {
        if (closed) {
            return;
        }
        if (numbered.sequence() != expected) {
            endWith(new Failure.MalformedStream(
                    "A part of the answer was lost on the way; ask again.",
                    "expected event " + expected + ", got " + numbered.sequence()));
            return;
        }
        expected++;
        queue.add(numbered.event());
        if (numbered.event() instanceof ChatEvent.Terminal) {
            close();
        }
        deliver();
    }

    /** Tells the writer; if nobody hears it any more, the answer can't be finished. */
    private void tell(Frame frame) {
        control.write(frame).onFailure(_ -> {
            // What the writer sent before it went is already queued here or on this context: let that arrive first.
            context.runOnContext(_ -> {
                if (!closed) {
                    endWith(new Failure.Unavailable(
                            "The backend went away before the answer was whole; ask again.",
                            "the writer's address is gone"));
                }
            });
        });
    }

    private void endWith(Failure failure) {
        if (!closed) {
            // A writer that is gone has no need to be told.
            sourceTold = vertx.eventBus()
                    .request(controlAddress, new Frame.Cancel(failure), NOT_LONG)
                    .<Void>mapEmpty()
                    .otherwiseEmpty();
        }
        close();
        queue.add(new ChatEvent.Failed(failure));
        deliver();
    }

    private void close() {
        if (!closed) {
            closed = true;
            vertx.cancelTimer(pulseTimer);
            consumer.unregister();
            control.close();
        }
    }

    /** The question was refused: nothing will arrive, nothing is delivered. */
    void abandon() {
        over = true;
        close();
    }

    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            while (handler != null && demand > 0 && !queue.isEmpty() && !over) {
                if (demand != Long.MAX_VALUE) {
                    demand--;
                }
                ChatEvent event = queue.remove();
                delivered++;
                over = event instanceof ChatEvent.Terminal;
                handler.handle(event);
                grant();
            }
        } finally {
            delivering = false;
        }
        Handler<Void> ending = endHandler;
        if (over && ending != null) {
            endHandler = null;
            ending.handle(null);
        }
    }

    private void grant() {
        long upTo = delivered + window;
        if (!closed && upTo - granted >= (window + 1) / 2) {
            granted = upTo;
            tell(new Frame.Demand(upTo));
        }
    }

    /**
     * Stops the answer and its source. What waits here is discarded, and the stream ends with {@link Failure.Cancelled}, paused or not.
     * Does nothing once the terminal event was delivered.
     */
    public void cancel() {
        cancel(new Failure.Cancelled("The answer was stopped.", "cancelled by the asker"));
    }

    /** The same, but the stream ends with this failure, the asker's own reason for not waiting any longer; the source hears it too. */
    public void cancel(Failure reason) {
        context.runOnContext(_ -> {
            if (!over) {
                queue.clear();
                demand = Long.MAX_VALUE;
                endWith(reason);
            }
        });
    }

    /**
     * Completes when the source knows of the {@linkplain #cancel cancelling}, and has counted what it counts; at once where nothing was
     * cancelled. Never fails, and takes a second at most. Of use from the terminal event on.
     */
    public Future<Void> sourceTold() {
        return sourceTold;
    }

    /** How many events wait here. */
    int waiting() {
        return queue.size();
    }

    @Override
    public AnswerStream handler(@Nullable Handler<ChatEvent> handler) {
        this.handler = handler;
        deliver();
        return this;
    }

    @Override
    public AnswerStream pause() {
        demand = 0;
        return this;
    }

    @Override
    public AnswerStream resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public AnswerStream fetch(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("amount must not be negative");
        }
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        deliver();
        return this;
    }

    @Override
    public AnswerStream endHandler(@Nullable Handler<Void> endHandler) {
        this.endHandler = endHandler;
        return this;
    }

    /** Never called: trouble arrives as a terminal event. */
    @Override
    public AnswerStream exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }
}
