package dev.rivulet.router;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.Prompts;
import dev.rivulet.config.RouterConfig;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.StopMarks;
import dev.rivulet.telemetry.Trace;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@link AnswerAddress#ROUTER}: takes questions, gives each its turn, picks the backend and passes its answer on.
 *
 * <p>Everything runs on this verticle's one context; deploy one instance only, since what is in flight is counted here.
 */
public final class RouterVerticle extends VerticleBase {
    /** How long {@link #drain} lets the last words of interrupted answers take to leave. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final Duration LOOK_FOR_STOPS = Duration.ofSeconds(1);

    private final Collection<String> backends;
    private RouterConfig config;
    private Routes routes;
    private Budgets budgets;
    private final RouterMeters meters;
    private final Trace trace;
    private final Admission<Answering> admission;
    private final HeldBytes held;
    private final Set<Answering> answers = new LinkedHashSet<>();
    private final Promise<Void> drained = Promise.promise();
    private Set<String> timekeepers = Set.of();
    private boolean draining;
    private AnswerBus.@Nullable Service service;
    private Answering.@Nullable Surroundings around;
    private @Nullable Stops stopsLeft;
    private @Nullable Stops stopsWatched;
    private Duration lookForStops = LOOK_FOR_STOPS;

    /**
     * @param backends the names of all backends on the bus
     * @param defaultChain the backends for questions that neither name one nor fit a rule that does: the configured one, or without one
     *     those to try in order
     * @throws IllegalArgumentException with all {@link #mistakes}
     */
    public RouterVerticle(
            RouterConfig config,
            Collection<String> backends,
            List<String> defaultChain,
            Prompts prompts,
            Budgets budgets,
            Trace trace,
            MeterRegistry registry) {
        this.config = config;
        this.backends = List.copyOf(backends);
        this.budgets = budgets;
        this.routes = new Routes(config, backends, defaultChain, prompts, InstantSource.system());
        this.meters = new RouterMeters(registry, backends);
        this.trace = trace;
        this.admission = new Admission<>(
                config.maxInFlight(), config.maxPerConversation(), config.maxPerUser(), config.maxQueued());
        this.held = new HeldBytes((long) config.maxMegabytes() << 20);
    }

    /** What in these settings names a backend or profile that is not there; each starts with the setting's path. */
    public static List<String> mistakes(
            RouterConfig config, Collection<String> backends, List<String> defaultChain, Prompts prompts) {
        return Routes.mistakes(config, backends, defaultChain, prompts);
    }

    /**
     * Leaves the silence of these backends to them: they know better than we whether somebody still lives behind it, and have deadlines of
     * their own for it. The one for the whole answer stays. Called before it is deployed.
     *
     * @return this
     */
    public RouterVerticle selfTimed(Collection<String> names) {
        timekeepers = Set.copyOf(names);
        return this;
    }

    /**
     * Leaves a mark for each question whose asker has left: whoever answers it elsewhere {@linkplain #watchStopMarks stops} it. Called before it is
     * deployed.
     *
     * @return this
     */
    public RouterVerticle leaveStopMarks(StopMarks marks) {
        stopsLeft = new Stops(marks);
        return this;
    }

    /**
     * Stops answering what has such a mark. Called before it is deployed.
     *
     * @return this
     */
    public RouterVerticle watchStopMarks(StopMarks marks) {
        return watchStopMarks(marks, LOOK_FOR_STOPS);
    }

    /** For tests. */
    RouterVerticle watchStopMarks(StopMarks marks, Duration every) {
        stopsWatched = new Stops(marks);
        lookForStops = every;
        return this;
    }

    @Override
    public Future<?> start() {
        around = surroundings();
        Stops elsewhere = stopsWatched;
        if (elsewhere != null) {
            elsewhere.watch(vertx, lookForStops, () -> answers);
        }
        return new AnswerBus(vertx)
                .serveTaking(AnswerAddress.ROUTER, this::take)
                .onSuccess(served -> service = served);
    }

    private Answering.Surroundings surroundings() {
        return new Answering.Surroundings(
                vertx, new AnswerBus(vertx), config, timekeepers, new Purse(vertx, budgets), stopsLeft, meters, trace);
    }

    /**
     * Takes over new settings for the questions from now on; those that were taken go on by the old ones. The limits of what is in flight and
     * in line stay those of the start. May be called from any thread.
     *
     * @throws IllegalArgumentException with all {@link #mistakes}; then nothing changes
     */
    public void change(RouterConfig newConfig, List<String> defaultChain, Prompts prompts, Budgets newBudgets) {
        Routes newRoutes = new Routes(newConfig, backends, defaultChain, prompts, InstantSource.system());
        context.runOnContext(_ -> {
            config = newConfig;
            routes = newRoutes;
            budgets = newBudgets;
            around = surroundings();
        });
    }

    private Future<Void> take(ChatRequest request, AnswerWriter writer) {
        Answering.Surroundings now = Objects.requireNonNull(around, "set at the start");
        return route(request)
                .compose(route -> hold(request).map(route))
                .compose(route -> now.purse()
                        .pay(request, route, now.config().whole())
                        .compose(ticket -> offer(now, request, ticket, writer)
                                .onFailure(_ -> now.purse().release(ticket.reserved())))
                        .onFailure(_ -> release(request)))
                .onFailure(cause -> {
                    if (cause instanceof FailureException refusal) {
                        meters.failed(RouterMeters.NO_BACKEND, refusal.failure().kind());
                    }
                });
    }

    private Future<Route> route(ChatRequest request) {
        try {
            return draining
                    ? Future.failedFuture(new FailureException(Wording.SHUTTING_DOWN))
                    : Future.succeededFuture(routes.route(request));
        } catch (FailureException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private Future<Void> offer(
            Answering.Surroundings now, ChatRequest request, Purse.Ticket ticket, AnswerWriter writer) {
        if (draining || writer.isOver()) {
            return Future.failedFuture(new FailureException(draining ? Wording.SHUTTING_DOWN : Wording.GONE));
        }
        Answering answering = new Answering(now, request, ticket, writer, ended -> over(ended, request));
        switch (admission.offer(
                answering, place(request), request.conversation().value())) {
            case STARTED -> {
                accept(answering);
                answering.begin();
            }
            case WAITS -> {
                accept(answering);
                tellPlaces();
            }
            case LINE_FULL -> {
                return Future.failedFuture(new FailureException(Wording.LINE_FULL));
            }
            case USER_LINE_FULL -> {
                return Future.failedFuture(new FailureException(Wording.USER_LINE_FULL));
            }
        }
        countLoad();
        return Future.succeededFuture();
    }

    /** Whose places it takes: an answer never waits for a title of the same person. */
    private static String place(ChatRequest request) {
        String user = request.user().id();
        return switch (request.purpose()) {
            case ANSWER -> user;
            case TITLE -> "title for " + user;
        };
    }

    /** Until the question is refused or over. */
    private Future<Void> hold(ChatRequest request) {
        return switch (held.hold(request.user().id(), request.bytes())) {
            case HELD -> Future.succeededFuture();
            case FULL -> Future.failedFuture(new FailureException(Wording.BYTES_FULL));
            case USER_FULL -> Future.failedFuture(new FailureException(Wording.USER_BYTES_FULL));
        };
    }

    private void release(ChatRequest request) {
        held.release(request.user().id(), request.bytes());
    }

    private void accept(Answering answering) {
        answers.add(answering);
        answering.accept();
    }

    private void over(Answering answering, ChatRequest request) {
        release(request);
        admission.leave(answering).forEach(Answering::begin);
        countLoad();
        tellPlaces();
        answering.lastWrite().onComplete(_ -> {
            answers.remove(answering);
            completeIfDrained();
        });
    }

    private void tellPlaces() {
        List<Answering> line = admission.line();
        for (int i = 0; i < line.size(); i++) {
            line.get(i).place(i + 1);
        }
    }

    private void countLoad() {
        meters.load(admission.inFlight(), admission.queued());
    }

    /**
     * Takes no new questions, lets the answers that are being written or wait for their turn come to their end for at most {@code grace},
     * then ends the rest as {@link Failure.Unavailable}. Completes when none is left, at the latest a second after the grace. May be
     * called from any thread, and again to shorten the grace.
     */
    public Future<Void> drain(Duration grace) {
        context.runOnContext(_ -> {
            draining = true;
            completeIfDrained();
            if (!drained.future().isComplete()) {
                vertx.setTimer(Math.max(1, grace.toMillis()), _ -> interruptAll());
            }
        });
        return drained.future();
    }

    private void interruptAll() {
        // Those in line first: else they would take the places of the others.
        admission.line().forEach(answering -> answering.interrupt(Wording.INTERRUPTED));
        List.copyOf(answers).forEach(answering -> answering.interrupt(Wording.INTERRUPTED));
        if (!drained.future().isComplete()) {
            vertx.setTimer(LAST_WORDS.toMillis(), _ -> drained.tryComplete());
        }
    }

    private void completeIfDrained() {
        if (draining && answers.isEmpty()) {
            drained.tryComplete();
        }
    }

    @Override
    public Future<?> stop() {
        return service == null ? Future.succeededFuture() : service.close();
    }
}
