package dev.rivulet.http;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.telemetry.LogKeys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
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

    private static final Logger LOG = LoggerFactory.getLogger(ChatEndpoint.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Vertx vertx;
    private final OpenAPIContract contract;
    private final ChatOperation chat;
    private final Health health;
    private final PrometheusMeterRegistry registry;

    private ChatEndpoint(
            Vertx vertx,
            ApiDocument document,
            Supplier<Future<List<BackendHealth>>> backends,
            PrometheusMeterRegistry registry,
            Duration heartbeat) {
        this.vertx = vertx;
        this.contract = document.contract();
        this.chat = new ChatOperation(vertx, document, registry, heartbeat);
        this.health = new Health(vertx, backends);
        this.registry = registry;
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
            case "chat" -> chat.handle(request, requestId, sink, within);
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

    private Future<Void> health(ApiRequest request, String requestId, ResponseSink sink) {
        return health.report(chat.isDraining(), request.caller().known())
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

    /**
     * Refuses new questions from now on; those in flight go on for at most that long, and a second for their last words. Then they are
     * broken off. Completes when the last has ended. May be called again to shorten the grace.
     */
    public Future<Void> drain(Duration grace) {
        return chat.drain(grace);
    }

    public boolean isDraining() {
        return chat.isDraining();
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
                LOG.atError()
                        .addKeyValue(LogKeys.REQUEST_ID, requestId)
                        .setCause(cause)
                        .log("A request failed unexpectedly");
                yield Problem.of(500, "Something went wrong inside Rivulet; its log says what, under this request id.");
            }
        };
    }
}
