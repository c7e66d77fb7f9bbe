package dev.rivulet.http;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.bus.ByteBudget;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.telemetry.LogKeys;
import dev.rivulet.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API, independent of what carries it: the same validation, events and errors over HTTP and any other transport. Asks the router.
 * Used on the context that made it.
 */
public final class ChatEndpoint {
    /** How often a stream shows that it lives: well below the idle time-outs of what usually stands between (30 s and more). */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Failure CLIENT_GONE = new Failure.Cancelled("The answer was stopped.", "the client went away");

    private static final Logger log = LoggerFactory.getLogger(ChatEndpoint.class);
    /** How many bytes of bodies may be read at once; what was read leaves the count when the router has taken or refused the question. */
    private static final long MAX_READING = 8L * ApiRequest.MAX_BODY;

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Vertx vertx;
    private final OpenAPIContract contract;
    private final QuestionReader questions;
    private final AnswerBus bus;
    private final Health health;
    private final PrometheusMeterRegistry registry;
    private final Counter asked;
    private final Duration heartbeat;
    private final ByteBudget reading = new ByteBudget(MAX_READING);
    private final Promise<Void> drained = Promise.promise();
    private boolean draining;
    private int inFlight;

    private ChatEndpoint(
            Vertx vertx,
            ApiDocument document,
            Supplier<Future<List<BackendHealth>>> backends,
            PrometheusMeterRegistry registry,
            Duration heartbeat) {
        this.vertx = vertx;
        this.contract = document.contract();
        this.questions = new QuestionReader(vertx, document);
        this.bus = new AnswerBus(vertx);
        this.health = new Health(vertx, backends);
        this.registry = registry;
        this.asked = registry.counter(Meters.QUESTIONS, "source", "http");
        this.heartbeat = heartbeat;
    }

    /**
     * @param backends looks at the backends' set-up; called when somebody asks for the health, not more than once in 5 seconds
     * @param registry what {@code /metrics} shows
     * @param heartbeat {@link #HEARTBEAT}, if it isn't for a test
     */
    public static Future<ChatEndpoint> create(
            Vertx vertx,
            Supplier<Future<List<BackendHealth>>> backends,
            PrometheusMeterRegistry registry,
            Duration heartbeat) {
        return ApiDocument.load(vertx)
                .map(document -> new ChatEndpoint(vertx, document, backends, registry, heartbeat));
    }

    /** Answers one request, whatever it is; never throws. */
    public void handle(ApiRequest request, ResponseSink sink) {
        handle(request, sink, null);
    }

    /**
     * Answers one request, whatever it is; never throws.
     *
     * @param within after which time the answer to a question ends as {@link Failure.TimedOut}, with what there is by then; null for a
     *     transport without such a limit
     */
    public void handle(ApiRequest request, ResponseSink sink, @Nullable Duration within) {
        String requestId = requestId(request);
        Future.succeededFuture()
                .compose(_ -> dispatch(request, requestId, sink, within))
                .onFailure(cause -> problem(cause, requestId).sendTo(sink, requestId));
    }

    /** The caller's where it is a UUID, so that both sides' logs and marks name the question alike; else a new one. */
    private static String requestId(ApiRequest request) {
        String given = request.headers().get(REQUEST_ID);
        return given != null && UUID_FORM.matcher(given).matches()
                ? given.toLowerCase(Locale.ROOT)
                : UUID.randomUUID().toString();
    }

    private Future<Void> dispatch(ApiRequest request, String requestId, ResponseSink sink, @Nullable Duration within) {
        Operation operation = operation(request);
        if (!operation.getSecurityRequirements().isEmpty() && !request.caller().known()) {
            throw new ProblemException(
                    Problem.of(401, "This needs the server's token: send the header 'Authorization: Bearer TOKEN'.")
                            .with("WWW-Authenticate", "Bearer realm=\"rivulet\""));
        }
        return switch (operation.getOperationId()) {
            case "chat" -> chat(request, requestId, sink, within);
            case "health" -> health(request, requestId, sink);
            case "metrics" -> metrics(requestId, sink);
            case String other -> throw new IllegalStateException("nobody serves " + other);
        };
    }

    private Operation operation(ApiRequest request) {
        Path path = contract.findPath(request.path());
        if (path == null) {
            String known = contract.getPaths().stream().map(Path::getName).collect(Collectors.joining(", "));
            throw new ProblemException(Problem.of(404, "There is nothing here; known are " + known + "."));
        }
        for (Operation operation : path.getOperations()) {
            if (operation.getHttpMethod().equals(request.method())) {
                return operation;
            }
        }
        String allowed = path.getOperations().stream()
                .map(operation -> operation.getHttpMethod().name())
                .collect(Collectors.joining(", "));
        throw new ProblemException(
                Problem.of(405, path.getName() + " takes " + allowed + ", not " + request.method() + ".")
                        .with("Allow", allowed));
    }

    private Future<Void> chat(ApiRequest request, String requestId, ResponseSink sink, @Nullable Duration within) {
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
        Asking asking = new Asking(size(request.headers()));
        sink.closeHandler(_ -> asking.leave(CLIENT_GONE));
        if (within == null) {
            return answer(request, requestId, sink, form, asking);
        }
        long timer = vertx.setTimer(Math.max(1, within.toMillis()), _ -> asking.leave(outOfTime()));
        return answer(request, requestId, sink, form, asking).onComplete(_ -> vertx.cancelTimer(timer));
    }

    private static Failure outOfTime() {
        return new Failure.TimedOut(
                "The answer was not whole when its time was up; ask for a shorter one, or give the server more time.",
                "the transport's limit was reached");
    }

    private Future<Void> answer(ApiRequest request, String requestId, ResponseSink sink, Accept form, Asking asking) {
        return Future.succeededFuture()
                .compose(_ -> request.body().get())
                .compose(body -> questions.read(body, requestId, request.caller()))
                .compose(question -> ask(question, form, sink, asking))
                .onComplete(_ -> asking.giveBack());
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

    private Future<Void> ask(ChatRequest question, Accept form, ResponseSink sink, Asking asking) {
        if (asking.left != null) {
            throw new FailureException(asking.left);
        }
        // It may have begun while the body was read.
        refuseWhileDraining();
        asked.increment();
        inFlight++;
        return bus.ask(AnswerAddress.ROUTER, question)
                .onComplete(_ -> asking.giveBack())
                .compose(answer -> {
                    asking.stream = answer;
                    if (asking.left != null) {
                        answer.cancel(asking.left);
                    }
                    String requestId = question.requestId();
                    return switch (form) {
                        case EVENT_STREAM -> new EventStreamAnswer(vertx, answer, sink, heartbeat).send(requestId);
                        case JSON -> new CollectedAnswer(answer, sink).send(requestId);
                    };
                })
                .onComplete(_ -> {
                    inFlight--;
                    completeIfDrained();
                });
    }

    /** What stops when nobody waits for it any longer, and what the question's body holds until it was asked. */
    private final class Asking {
        private long held;
        private @Nullable AnswerStream stream;
        private @Nullable Failure left;

        Asking(long bytes) {
            if (!reading.take(bytes)) {
                throw new ProblemException(Problem.of(new Failure.Overloaded(
                        "Too many large requests arrive at once; send it again in a moment.",
                        "bodies of " + reading.held() + " bytes are being read",
                        null)));
            }
            held = bytes;
        }

        void giveBack() {
            reading.give(held);
            held = 0;
        }

        void leave(Failure why) {
            left = why;
            if (stream != null) {
                stream.cancel(why);
            }
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().equals("application/json");
    }

    private Future<Void> health(ApiRequest request, String requestId, ResponseSink sink) {
        return health.report(draining, request.caller().known())
                .onSuccess(report -> sink.send(
                        report.ready() ? 200 : 503,
                        headers(requestId).set(HttpHeaders.CONTENT_TYPE, "application/json"),
                        report.json().toBuffer()))
                .mapEmpty();
    }

    private Future<Void> metrics(String requestId, ResponseSink sink) {
        // Gathering the meters takes as long as there are meters.
        return vertx.executeBlocking(() -> Buffer.buffer(registry.scrape()))
                .onSuccess(text -> sink.send(200, headers(requestId).set(HttpHeaders.CONTENT_TYPE, METRICS_TYPE), text))
                .mapEmpty();
    }

    private void refuseWhileDraining() {
        if (draining) {
            throw new ProblemException(Problem.of(503, "Rivulet is shutting down; ask again in a moment.")
                    .retryAfter(null));
        }
    }

    /** Refuses new questions from now on; those in flight go on. Completes when the last has ended. */
    public Future<Void> drain() {
        draining = true;
        completeIfDrained();
        return drained.future();
    }

    public boolean isDraining() {
        return draining;
    }

    private void completeIfDrained() {
        if (draining && inFlight == 0) {
            drained.tryComplete();
        }
    }

    /** What every response carries. */
    static MultiMap headers(String requestId) {
        return MultiMap.caseInsensitiveMultiMap().set(REQUEST_ID, requestId).set("Cache-Control", "no-store");
    }

    private static Problem problem(Throwable cause, String requestId) {
        return switch (cause) {
            case ProblemException known -> known.problem();
            case FailureException refused -> Problem.of(refused.failure());
            default -> {
                log.atError()
                        .addKeyValue(LogKeys.REQUEST_ID, requestId)
                        .setCause(cause)
                        .log("A request failed unexpectedly");
                yield Problem.of(500, "Something went wrong inside Rivulet; its log says what, under this request id.");
            }
        };
    }
}
