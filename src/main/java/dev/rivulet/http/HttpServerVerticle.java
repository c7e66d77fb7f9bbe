package dev.rivulet.http;

import dev.rivulet.config.HttpConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the API over HTTP/1.1, one instance on one event loop.
 *
 * <p>Starting fails with a {@link PortInUseException} when the port is taken, and with an {@link IllegalArgumentException} that names
 * the setting when the address can be reached from other machines but no token is set.
 */
public final class HttpServerVerticle extends VerticleBase {
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_REQUEST_LINE = 8 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final HttpConfig config;
    private final Supplier<Future<List<BackendHealth>>> backends;
    private final PrometheusMeterRegistry registry;
    private final Consumer<Router> extraRoutes;
    private final Duration heartbeat;
    private final Duration idle;
    private final TokenCheck tokens;
    private final boolean loopback;
    private final LoopbackGuard guard;
    private @Nullable ChatEndpoint endpoint;
    private @Nullable HttpServer server;

    /**
     * @param backends looks at the backends' set-up; called when somebody asks for the health, not more than once in 5 seconds
     * @param registry what {@code /metrics} shows
     * @param extraRoutes mounts what else is to be served, such as a page. These routes come before the API's and are guarded against
     *     foreign web pages, but they need no token. Their bodies aren't read yet.
     */
    public HttpServerVerticle(
            HttpConfig config,
            Supplier<Future<List<BackendHealth>>> backends,
            PrometheusMeterRegistry registry,
            Consumer<Router> extraRoutes) {
        this(config, backends, registry, extraRoutes, ChatEndpoint.HEARTBEAT, IDLE);
    }

    /** For tests that can't wait that long. */
    HttpServerVerticle(
            HttpConfig config,
            Supplier<Future<List<BackendHealth>>> backends,
            PrometheusMeterRegistry registry,
            Consumer<Router> extraRoutes,
            Duration heartbeat,
            Duration idle) {
        this.config = config;
        this.backends = backends;
        this.registry = registry;
        this.extraRoutes = extraRoutes;
        this.heartbeat = heartbeat;
        this.idle = idle;
        this.tokens = new TokenCheck(config.apiToken());
        this.loopback = config.isLoopback();
        this.guard = new LoopbackGuard(config.host());
    }

    @Override
    public Future<?> start() {
        if (!loopback && config.apiToken() == null) {
            return Future.failedFuture(new IllegalArgumentException("Other machines can reach " + config.host()
                    + ", so the server needs a token: set RIVULET_API_TOKEN, or RIVULET_HTTP_HOST to 127.0.0.1."));
        }
        return ChatEndpoint.create(vertx, backends, registry, heartbeat).compose(this::listen);
    }

    private Future<HttpServer> listen(ChatEndpoint api) {
        endpoint = api;
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setHttp2ClearTextEnabled(false);
        IdleConnections connections = new IdleConnections(vertx, idle);
        Router router = router(api);
        HttpServer made = vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .requestHandler(request -> {
                    connections.busy(request);
                    router.handle(request);
                });
        server = made;
        return made.listen().recover(cause -> Future.failedFuture(isTaken(cause) ? taken(cause) : cause));
    }

    private Router router(ChatEndpoint api) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            HttpServerRequest request = context.request();
            if (api.isDraining()) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            if (loopback) {
                var refusal = guard.refusal(request);
                if (refusal.isPresent()) {
                    refusal.get()
                            .sendTo(new HttpSink(request), UUID.randomUUID().toString());
                    return;
                }
            }
            context.next();
        });
        extraRoutes.accept(router);
        router.route().handler(context -> {
            HttpServerRequest request = context.request();
            api.handle(
                    new ApiRequest(
                            request.method(),
                            request.path(),
                            request.headers(),
                            tokens.caller(request.headers()),
                            () -> BodyReader.read(request, ApiRequest.MAX_BODY, idle)),
                    new HttpSink(request));
        });
        return router;
    }

    private static boolean isTaken(Throwable cause) {
        return cause instanceof BindException
                && String.valueOf(cause.getMessage()).contains("in use");
    }

    private PortInUseException taken(Throwable cause) {
        return new PortInUseException(config.host(), config.port(), cause);
    }

    /** The port it listens on; once deployed. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not deployed");
        }
        return server.actualPort();
    }

    /**
     * Refuses new questions with 503 from now on; answers in flight go on for at most that long, and a second for their last words. Then
     * they are broken off. Completes when the last of them has ended. May be called from any thread, once deployed, and again to shorten
     * the grace.
     */
    public Future<Void> drain(Duration grace) {
        ChatEndpoint serving = endpoint;
        if (serving == null) {
            return Future.failedFuture(new IllegalStateException("not deployed"));
        }
        return Future.future(
                promise -> context.runOnContext(_ -> serving.drain(grace).onComplete(promise)));
    }
}
