package dev.rivulet.bus;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageProducer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The writing end. Events wait in {@code pending} until the asker has room, and leave in the order in which they were written. All
 * state belongs to one context.
 *
 * <p>{@code ended} says that a terminal event was written, or the asker is gone; {@code closed} that nothing more will be sent.
 */
final class BusAnswerWriter implements AnswerWriter {
    private static final int SILENT_PULSES = 3;

    private record Pending(ChatEvent event, Promise<Void> written) {}

    private final Vertx vertx;
    private final Context context;
    private final MessageProducer<Frame.Numbered> producer;
    private final MessageConsumer<Frame> control;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Promise<Void> closed = Promise.promise();
    private final long pulseTimer;
    private long nextSequence;
    private long granted;
    private int silentPulses;
    private boolean wasFull;
    private boolean ended;
    private @Nullable Handler<Void> drainHandler;
    private @Nullable Handler<Failure> cancelHandler;

    BusAnswerWriter(Vertx vertx, Context context, String answerAddress, int credit, Duration pulse) {
        this.vertx = vertx;
        this.context = context;
        this.granted = credit;
        this.producer = vertx.eventBus().sender(answerAddress);
        this.control = vertx.eventBus().consumer(Frame.control(answerAddress), this::hear);
        this.pulseTimer = vertx.setPeriodic(pulse.toMillis(), _ -> {
            if (++silentPulses > SILENT_PULSES) {
                abort(new Failure.Cancelled("Nobody waits for this answer any more.", "the asker fell silent"));
            }
        });
    }

    /** Completes when the asker can be heard. */
    Future<Void> open() {
        return control.completion();
    }

    /** Completes when nothing more will be sent. */
    Future<Void> closed() {
        return closed.future();
    }

    private void hear(Message<Frame> message) {
        silentPulses = 0;
        switch (message.body()) {
            case Frame.Demand(long upTo) -> {
                granted = Math.max(granted, upTo);
                send();
                if (wasFull && !writeQueueFull()) {
                    wasFull = false;
                    Handler<Void> handler = drainHandler;
                    if (handler != null && !ended) {
                        handler.handle(null);
                    }
                }
            }
            case Frame.Cancel(Failure reason) -> {
                abort(reason);
                // After the source was.
                context.runOnContext(_ -> message.reply(null));
            }
            case Frame.Ask _, Frame.AskReply _, Frame.Numbered _ -> {
                // Not for the control address.
            }
        }
    }

    @Override
    public Future<Void> write(ChatEvent event) {
        if (ended) {
            return Future.failedFuture(
                    new FailureException(new Failure.Cancelled("The answer is over.", "written after its end")));
        }
        if (pending.size() >= MAX_PENDING) {
            pending.clear();
            write(new ChatEvent.Failed(new Failure.Overloaded(
                    "The answer came faster than it could be passed on.", "back-pressure was ignored", null)));
            cancelSource(new Failure.Cancelled("The answer is over.", "back-pressure was ignored"));
            return Future.failedFuture(new IllegalStateException("writeQueueFull() was ignored"));
        }
        ended = event instanceof ChatEvent.Terminal;
        Pending entry = new Pending(event, Promise.promise());
        pending.add(entry);
        send();
        wasFull = wasFull || writeQueueFull();
        return entry.written.future();
    }

    private void send() {
        while (!pending.isEmpty() && nextSequence < granted && !closed.future().isComplete()) {
            Pending entry = pending.remove();
            // The future of a message producer fails when nobody is registered at the address any more.
            producer.write(new Frame.Numbered(nextSequence++, entry.event))
                    .onFailure(_ -> abort(new Failure.Cancelled(
                            "Nobody waits for this answer any more.", "the asker's address is gone")))
                    .onComplete(entry.written);
            if (entry.event instanceof ChatEvent.Terminal) {
                close();
            }
        }
    }

    private void abort(Failure reason) {
        if (closed.future().isComplete()) {
            return;
        }
        boolean sourceRuns = !ended;
        ended = true;
        FailureException gone = new FailureException(reason);
        for (Pending entry = pending.poll(); entry != null; entry = pending.poll()) {
            entry.written.tryFail(gone);
        }
        close();
        if (sourceRuns) {
            cancelSource(reason);
        }
    }

    private void cancelSource(Failure reason) {
        Handler<Failure> handler = cancelHandler;
        cancelHandler = null;
        if (handler != null) {
            context.runOnContext(_ -> handler.handle(reason));
        }
    }

    /** The question was refused: nothing will be written. */
    void refuse() {
        ended = true;
        close();
    }

    /** The serving side goes away: says so to the asker, and stops the source. */
    void shutDown() {
        if (!ended) {
            fail(new Failure.Unavailable(
                    "Rivulet shut down before the answer was whole; ask again.", "the backend was undeployed"));
            cancelSource(new Failure.Cancelled("Rivulet is shutting down.", "the backend was undeployed"));
        }
    }

    private void close() {
        if (closed.tryComplete()) {
            vertx.cancelTimer(pulseTimer);
            control.unregister();
            producer.close();
        }
    }

    @Override
    public Future<Void> end() {
        return ended
                ? Future.succeededFuture()
                : fail(new Failure.Truncated(
                        "The answer broke off before it was whole.", "ended without a terminal event"));
    }

    @Override
    public boolean writeQueueFull() {
        return nextSequence + pending.size() >= granted;
    }

    @Override
    public boolean isOver() {
        return ended;
    }

    @Override
    public AnswerWriter cancelHandler(@Nullable Handler<Failure> handler) {
        cancelHandler = handler;
        return this;
    }

    @Override
    public AnswerWriter drainHandler(@Nullable Handler<Void> handler) {
        drainHandler = handler;
        return this;
    }

    /** Does nothing: writes tell of their failure through their futures. */
    @Override
    public AnswerWriter exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    /** Does nothing: how much may be on the way is the asker's choice. */
    @Override
    public AnswerWriter setWriteQueueMaxSize(int maxSize) {
        return this;
    }
}
