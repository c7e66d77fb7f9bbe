package dev.rivulet.standin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Amazon API Gateway in front of one function: an API with one stage and the greedy path {@code /{proxy+}}, over HTTP on 127.0.0.1.
 *
 * <p>It refuses in API Gateway's own words, always as {@code {"message": …}}: who isn't allowed with 403, bodies over 10 MB and events over
 * Lambda's 6 MB with 413, a function that fails or answers what is no proxy response with 502, one that takes too long with 504.
 */
public final class ApiGateway {
    /** Of a request's body, in bytes: API Gateway's own limit. */
    private static final int MAX_BODY = 10 * 1024 * 1024;
    /** Of an event, in bytes: <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda's</a>. */
    private static final int MAX_EVENT = 6 * 1024 * 1024;

    private final Vertx vertx;
    private final BiConsumer<Buffer, Answer> function;
    private final ApiOptions options;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final GatewayFaults faults = new GatewayFaults();
    private @Nullable HttpServer server;
    private int port;

    private ApiGateway(Vertx vertx, BiConsumer<Buffer, Answer> function, ApiOptions options) {
        this.vertx = vertx;
        this.function = function;
        this.options = options;
    }

    /**
     * Starts on a free port.
     *
     * @param function invokes the function with an event, such as {@link LambdaService#invoke}
     */
    public static Future<ApiGateway> start(Vertx vertx, BiConsumer<Buffer, Answer> function, ApiOptions options) {
        ApiGateway gateway = new ApiGateway(vertx, function, options);
        return gateway.listen().map(gateway);
    }

    private Future<Void> listen() {
        HttpServer made = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(port));
        return made.connectionHandler(connection -> {
                    connections.add(connection);
                    connection.closeHandler(_ -> connections.remove(connection));
                })
                .requestHandler(this::handle)
                .listen()
                .onSuccess(listening -> {
                    server = listening;
                    port = listening.actualPort();
                })
                .mapEmpty();
    }

    /** The stage's address, without a slash at its end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/" + options.stage());
    }

    public GatewayFaults faults() {
        return faults;
    }

    /** Cuts every connection and takes no new ones, until {@link #comeBack}. */
    public Future<Void> vanish() {
        HttpServer running = server;
        Future<Void> closed = running == null ? Future.succeededFuture() : running.close();
        cutConnections();
        return closed;
    }

    public Future<Void> comeBack() {
        return listen();
    }

    /** As a network that is lost and found again at once. */
    public void cutConnections() {
        Set.copyOf(connections).forEach(HttpConnection::close);
    }

    private void handle(HttpServerRequest request) {
        body(request).onSuccess(body -> integrate(request, body));
    }

    /** Reads as much as API Gateway takes. */
    private static Future<Buffer> body(HttpServerRequest request) {
        Promise<Buffer> read = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(bytes -> {
            if (body.length() <= MAX_BODY) {
                body.appendBuffer(bytes);
            }
        });
        request.exceptionHandler(read::tryFail);
        request.endHandler(_ -> read.tryComplete(body));
        return read.future();
    }

    private void integrate(HttpServerRequest request, Buffer body) {
        String stage = "/" + options.stage();
        if (!request.path().startsWith(stage + "/")) {
            refuse(request, 403, "Forbidden", "ForbiddenException");
            return;
        }
        String arn = null;
        SignatureCheck signatures = options.signatures();
        if (signatures != null) {
            SignatureCheck.Result result =
                    signatures.check(request.method().name(), request.path(), request.query(), request.headers(), body);
            String refusal = result.refusal();
            if (refusal != null) {
                refuse(
                        request,
                        403,
                        refusal,
                        refusal.startsWith("Missing")
                                ? "MissingAuthenticationTokenException"
                                : "InvalidSignatureException");
                return;
            }
            arn = result.arn();
        }
        Buffer event = ProxyEvents.of(
                        options.payload(),
                        request,
                        options.stage(),
                        request.path().substring(stage.length()),
                        arn,
                        body)
                .toBuffer();
        if (body.length() > MAX_BODY || event.length() > MAX_EVENT) {
            refuse(request, 413, "Request Too Long", "RequestTooLargeException");
            return;
        }
        function.accept(event, new Integration(vertx, request, options, faults.next()));
    }

    static void refuse(HttpServerRequest request, int status, String words, String type) {
        if (!request.response().closed() && !request.response().ended()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("x-amzn-ErrorType", type)
                    .end(new JsonObject().put("message", words).toBuffer());
        }
    }

    public Future<Void> close() {
        return vanish();
    }
}
