package dev.rivulet.http;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.bus.ByteBudget;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /chat}: asks the router, and sends its answer in the form that the caller wants. Knows what is in flight, so that it can
 * come to its end. Used on the context that made it.
 */
final class ChatOperation {
    private static final Failure CLIENT_GONE = new Failure.Cancelled("The answer was stopped.", "the client went away");
    private static final Failure BROKEN_OFF =
            new Failure.Cancelled("The answer was stopped.", "the client did not read its end before the shutdown");

    /** How many bytes of bodies may be read at once; what was read leaves the count when the router has taken or refused the question. */
    private static final long MAX_READING = 8L * ApiRequest.MAX_BODY;

    /** How long the router's word that an answer was interrupted may take to reach a client that reads. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final QuestionReader questions;
    private final AnswerBus bus;
    private final Counter asked;
    private final Duration heartbeat;
    private final ByteBudget reading = new ByteBudget(MAX_READING);
    private final Set<Asking> inFlight = new HashSet<>();
    private final Promise<Void> drained = Promise.promise();
    private boolean draining;

    ChatOperation(Vertx vertx, ApiDocument document, MeterRegistry registry, Duration heartbeat) {
        this.vertx = vertx;
        this.questions = new QuestionReader(vertx, document);
        this.bus = new AnswerBus(vertx);
        this.asked = registry.counter(Meters.QUESTIONS, "source", "http");
        this.heartbeat = heartbeat;
    }

    /** Completes when the answer is over; fails, with nothing sent, for the caller to send the problem. See {@link ChatEndpoint#handle}. */
    Future<Void> handle(ApiRequest request, String requestId, ResponseSink sink, @Nullable Duration within) {
        refuseWhileDraining();
        Accept form = Accept.of(request.headers())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        406, "Answers are text/event-stream or application/json; change the Accept header.")));
        String type = request.headers().get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !isJson(type)) {
            throw new ProblemException(Problem.of(
                    415,
                    "The body must be JSON with the header 'Content-Type: application/json', not "
                            + (type == null ? "without one" : "'" + type + "'") + "."));
        }
        Asking asking = new Asking(size(request.headers()), form, sink);
        sink.closeHandler(_ -> asking.leave(CLIENT_GONE));
        if (within == null) {
            return answer(request, requestId, asking);
        }
        long timer = vertx.setTimer(Math.max(1, within.toMillis()), _ -> asking.leave(outOfTime()));
        return answer(request, requestId, asking).onComplete(_ -> vertx.cancelTimer(timer));
    }

    private static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().equals("application/json");
    }

    /** What the body will have, at most. */
    private static long size(MultiMap headers) {
        try {
            String length = headers.get(HttpHeaders.CONTENT_LENGTH);
            return length == null ? ApiRequest.MAX_BODY : Math.clamp(Long.parseLong(length), 0, ApiRequest.MAX_BODY);
        } catch (NumberFormatException e) {
            return ApiRequest.MAX_BODY;
        }
    }

    private static Failure outOfTime() {
        return new Failure.TimedOut(
                "The answer was not whole when its time was up; ask for a shorter one, or give the server more time.",
                "the transport's limit was reached");
    }

    private Future<Void> answer(ApiRequest request, String requestId, Asking asking) {
        return Future.succeededFuture()
                .compose(_ -> request.body().get())
                .compose(body -> questions.read(body, requestId, request.caller()))
                .compose(question -> ask(question, asking))
                .onComplete(_ -> asking.giveBack());
    }

    private Future<Void> ask(ChatRequest question, Asking asking) {
        if (asking.left != null) {
            throw new FailureException(asking.left);
        }
        // It may have begun while the body was read.
        refuseWhileDraining();
        asked.increment();
        inFlight.add(asking);
        return bus.ask(AnswerAddress.ROUTER, question)
                .onComplete(_ -> asking.giveBack())
                .compose(answer -> asking.send(answer, question.requestId()))
                .onComplete(_ -> {
                    inFlight.remove(asking);
                    completeIfDrained();
                });
    }

    private void refuseWhileDraining() {
        if (draining) {
            throw new ProblemException(Problem.of(503, "Rivulet is shutting down; ask again in a moment.")
                    .retryAfter(null));
        }
    }

    /** See {@link ChatEndpoint#drain}. */
    Future<Void> drain(Duration grace) {
        draining = true;
        completeIfDrained();
        if (!drained.future().isComplete()) {
            // Whoever reads has heard from the router by then; whoever doesn't would keep us for ever.
            vertx.setTimer(
                    grace.plus(LAST_WORDS).toMillis(),
                    _ -> List.copyOf(inFlight).forEach(Asking::breakOff));
        }
        return drained.future();
    }

    boolean isDraining() {
        return draining;
    }

    private void completeIfDrained() {
        if (draining && inFlight.isEmpty()) {
            drained.tryComplete();
        }
    }

    /** What stops when nobody waits for it any longer, and what the question's body holds until it was asked. */
    private final class Asking {
        private final Accept form;
        private final ResponseSink sink;
        private long held;
        private @Nullable AnswerStream stream;
        private @Nullable Failure left;

        Asking(long bytes, Accept form, ResponseSink sink) {
            if (!reading.take(bytes)) {
                throw new ProblemException(Problem.of(new Failure.Overloaded(
                        "Too many large requests arrive at once; send it again in a moment.",
                        "bodies of " + reading.held() + " bytes are being read",
                        null)));
            }
            this.form = form;
            this.sink = sink;
            held = bytes;
        }

        void giveBack() {
            reading.give(held);
            held = 0;
        }

        Future<Void> send(AnswerStream answer, String requestId) {
            stream = answer;
            if (left != null) {
                answer.cancel(left);
            }
            return switch (form) {
                case EVENT_STREAM -> new EventStreamAnswer(vertx, answer, sink, heartbeat).send(requestId);
                case JSON -> new CollectedAnswer(answer, sink).send(requestId);
            };
        }

        void leave(Failure why) {
            left = why;
            if (stream != null) {
                stream.cancel(why);
            }
        }

        void breakOff() {
            sink.abort();
            leave(BROKEN_OFF);
        }
    }
}
