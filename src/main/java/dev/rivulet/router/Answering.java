package dev.rivulet.router;

import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.bus.Deadline;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.config.RouterConfig;
import dev.rivulet.telemetry.LogKeys;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one question, from its acceptance to its one terminal event: it waits for its turn, asks the backends of its route one
 * after the other until one shows text, and passes on what that one says. Belongs to the router's context.
 *
 * <p>While the asker has no room, the backend's stream is paused. When the asker cancels or is gone, or {@code router.whole} (which counts
 * from acceptance, the wait in line included) is over, the backend's stream is cancelled, whatever the state.
 */
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    /**
     * What all answers share.
     *
     * @param timekeepers the backends that keep deadlines of their own for their silence
     */
    record Surroundings(
            Vertx vertx,
            AnswerBus bus,
            RouterConfig config,
            Set<String> timekeepers,
            Purse purse,
            @Nullable Stops stops,
            RouterMeters meters,
            Trace trace) {}

    private sealed interface State {
        /** @param told the place in line, from 1, that the asker knows; 0 while it knows none */
        record Waiting(int told) implements State {}

        /** @param index of the backend in the route's chain */
        record Asking(int index, Attempt attempt) implements State {}

        record Over() implements State {}
    }

    private final Surroundings around;
    private final ChatRequest request;
    private final Purse.Ticket ticket;
    private final Route route;
    private final AnswerWriter writer;
    private final Consumer<Answering> whenOver;
    private final Deadline whole;
    private final long acceptedNanos = System.nanoTime();
    private State state = new State.Waiting(0);
    private @Nullable Failure firstFailure;
    private @Nullable String model;
    private int place;
    private long deltas;
    private long written;
    private Future<Void> lastWrite = Future.succeededFuture();

    /** @param whenOver called once, when the terminal event was written or the asker is gone: the place in flight is free */
    Answering(
            Surroundings around,
            ChatRequest request,
            Purse.Ticket ticket,
            AnswerWriter writer,
            Consumer<Answering> whenOver) {
        this.around = around;
        this.request = request;
        this.ticket = ticket;
        this.route = ticket.route();
        this.writer = writer;
        this.whenOver = whenOver;
        this.whole = new Deadline(around.vertx(), this::tookTooLong);
    }

    /** The question is taken: it waits, and goes on in {@link #begin}. */
    void accept() {
        whole.set(around.config().whole());
        writer.cancelHandler(reason -> over(new ChatEvent.Failed(reason), backend(), false));
        writer.drainHandler(_ -> drained());
        String note = ticket.note();
        if (note != null) {
            writer.write(new ChatEvent.Status(note));
        }
    }

    /** Tells the asker its place in line, if it is another than before and the asker has room. */
    void place(int place) {
        this.place = place;
        if (state instanceof State.Waiting(int told) && told != place && !writer.writeQueueFull()) {
            state = new State.Waiting(place);
            trace(Trace.Stage.QUEUED, new JsonObject().put("place", place));
            writer.write(new ChatEvent.Status(Wording.place(place)));
        }
    }

    /** Its turn has come. */
    void begin() {
        if (state instanceof State.Waiting) {
            ask(0);
        }
    }

    String requestId() {
        return request.requestId();
    }

    /** Ends it now, whatever its state. */
    void interrupt(Failure failure) {
        finish(new ChatEvent.Failed(failure));
    }

    /** Completes when the last event has left for the asker, or the asker is gone; only of use once it is over. */
    Future<Void> lastWrite() {
        return lastWrite;
    }

    private void ask(int index) {
        String backend = route.chain().get(index);
        Attempt attempt = new Attempt(
                around.vertx(), around.config(), backend, around.timekeepers().contains(backend), new Progress(index));
        state = new State.Asking(index, attempt);
        trace(Trace.Stage.ROUTED, new JsonObject().put("backend", backend));
        if (writer.writeQueueFull()) {
            attempt.pause();
        }
        attempt.start(around.bus(), route.request(request, index));
    }

    /** Hears the attempt at one backend; the attempt calls it only while it is the current one. */
    private final class Progress implements Attempt.Listener {
        private final int index;
        private final String backend;
        private boolean textShown;

        Progress(int index) {
            this.index = index;
            this.backend = route.chain().get(index);
        }

        @Override
        public void accepted() {
            trace(Trace.Stage.ACCEPTED, new JsonObject());
        }

        @Override
        public void firstEvent() {
            trace(Trace.Stage.FIRST_EVENT, new JsonObject());
        }

        @Override
        public void heard(ChatEvent event) {
            if (event instanceof ChatEvent.TextDelta(String text)) {
                deltas++;
                written += text.length();
                around.meters().deltas(backend).increment();
                if (!textShown) {
                    textShown = true;
                    around.meters().firstText(backend, elapsed());
                    trace(Trace.Stage.FIRST_TEXT, new JsonObject());
                }
            } else if (event instanceof ChatEvent.Started started) {
                model = started.model();
            } else if (event instanceof ChatEvent.ReasoningDelta(String text)) {
                written += text.length();
            }
            pass(event);
        }

        @Override
        public void ended(ChatEvent.Terminal end) {
            if (!(end instanceof ChatEvent.Failed(Failure failure)) || textShown || !Failover.isWorthwhile(failure)) {
                finish(end);
            } else {
                failed(index, failure);
            }
        }
    }

    private void failed(int index, Failure failure) {
        if (firstFailure == null) {
            firstFailure = failure;
        }
        if (index + 1 == route.chain().size()) {
            List<String> others = route.chain().subList(1, route.chain().size());
            Failure all = others.isEmpty() ? failure : Failover.allFailed(firstFailure, String.join(", ", others));
            finish(new ChatEvent.Failed(all), route.chain().getFirst());
            return;
        }
        String backend = route.chain().get(index);
        String next = route.chain().get(index + 1);
        LOG.atWarn()
                .addKeyValue(LogKeys.REQUEST_ID, request.requestId())
                .addKeyValue(LogKeys.BACKEND, backend)
                .addKeyValue(LogKeys.KIND, failure.kind())
                .addKeyValue(LogKeys.DETAIL, failure.detail())
                .log("Another backend takes over");
        trace(Trace.Stage.FAILOVER, new JsonObject().put("backend", next).put("kind", failure.kind()));
        writer.write(new ChatEvent.Status(Failover.status(backend, failure, next)));
        ask(index + 1);
    }

    private void pass(ChatEvent event) {
        writer.write(event);
        if (state instanceof State.Asking asking && writer.writeQueueFull()) {
            asking.attempt().pause();
        }
    }

    private void drained() {
        switch (state) {
            case State.Waiting _ -> place(place);
            case State.Asking asking -> asking.attempt().resume();
            case State.Over _ -> {
                // Nothing more to say.
            }
        }
    }

    private void tookTooLong() {
        Duration limit = around.config().whole();
        finish(new ChatEvent.Failed(
                state instanceof State.Waiting ? Wording.turnNeverCame(limit) : Wording.tooLong(limit)));
    }

    private void finish(ChatEvent.Terminal end) {
        finish(end, backend());
    }

    private void finish(ChatEvent.Terminal end, String backend) {
        over(end, backend, true);
    }

    private void over(ChatEvent.Terminal end, String backend, boolean askerListens) {
        if (state instanceof State.Over) {
            return;
        }
        if (state instanceof State.Asking asking) {
            asking.attempt().cancel();
            Stops stops = around.stops();
            if (stops != null && !askerListens) {
                stops.left(request.requestId());
            }
        }
        state = new State.Over();
        whole.stop();
        report(end, backend);
        // Before the last event: where a function's process stands still once its response is whole, nothing is counted
        // after it.
        Future<Void> counted = count(end);
        lastWrite = askerListens ? counted.eventually(() -> writer.write(end)) : counted;
        whenOver.accept(this);
    }

    /** A question counts when something of its answer came. */
    private Future<Void> count(ChatEvent.Terminal end) {
        return end instanceof ChatEvent.Completed || written > 0
                ? around.purse().settle(ticket.reserved(), Cost.measured(route.request(request, 0), written, end))
                : around.purse().release(ticket.reserved());
    }

    private String backend() {
        return state instanceof State.Asking asking ? route.chain().get(asking.index()) : RouterMeters.NO_BACKEND;
    }

    private void report(ChatEvent.Terminal end, String backend) {
        Duration elapsed = elapsed();
        around.meters().ended(backend, end, elapsed);
        trace(
                Trace.Stage.ENDED,
                new JsonObject()
                        .put("outcome", RouterMeters.outcome(end))
                        .put("elapsedMs", elapsed.toMillis())
                        .put("deltas", deltas));
        Failure failure = end instanceof ChatEvent.Failed(Failure why) ? why : null;
        boolean unwanted = failure != null && !(failure instanceof Failure.Cancelled);
        var line = (unwanted ? LOG.atWarn() : LOG.atInfo())
                .addKeyValue(LogKeys.REQUEST_ID, request.requestId())
                .addKeyValue(LogKeys.BACKEND, backend)
                .addKeyValue(LogKeys.MODEL, model)
                .addKeyValue(LogKeys.ELAPSED_MS, elapsed.toMillis());
        if (failure == null) {
            line.log("Answered");
        } else {
            line.addKeyValue(LogKeys.KIND, failure.kind())
                    .addKeyValue(LogKeys.DETAIL, failure.detail())
                    .log("Not answered");
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - acceptedNanos);
    }

    private void trace(Trace.Stage stage, JsonObject details) {
        around.trace().step(request.requestId(), stage, details);
    }
}
