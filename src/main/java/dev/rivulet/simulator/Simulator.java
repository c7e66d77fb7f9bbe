package dev.rivulet.simulator;

import dev.rivulet.simulator.gateway.Gateway;
import dev.rivulet.simulator.rest.Files;
import dev.rivulet.simulator.rest.RateLimits;
import dev.rivulet.simulator.rest.RestApi;
import dev.rivulet.simulator.world.Events;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import dev.rivulet.simulator.world.WorldEvent;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The loopback Discord. All methods may be called from any thread.
 */
public final class Simulator {
    private static final String HOST = "127.0.0.1";
    /** One message a payload, however long: real clients refuse aggregates of the frames Vert.x makes by default. */
    private static final int MAX_FRAME = 4 << 20;

    private static final int MAX_UPLOAD = 32 << 20;

    private final Vertx vertx;
    private final World world;
    private final String origin;
    private final int port;
    private final Files files;
    private final RestApi rest;
    private final Gateway gateway;
    private volatile HttpServer server;

    private Simulator(Vertx vertx, HttpServer server, InstantSource clock, Handover handover) {
        this.vertx = vertx;
        this.server = server;
        this.port = server.actualPort();
        this.origin = "http://" + HOST + ":" + port;
        this.world = new World(vertx, clock);
        this.files = new Files(world);
        this.rest = new RestApi(vertx, world, clock, origin);
        this.gateway = new Gateway(vertx, world, clock, origin);
        handover.to = this::handle;
    }

    /** @param port 0 for any free one */
    public static Future<Simulator> start(Vertx vertx, int port) {
        return start(vertx, port, InstantSource.system());
    }

    /**
     * @param clock what the age of messages, rate limits and interactions' tokens go by. Deadlines that somebody waits for, such as that
     *     of an interaction, pass in real time too.
     */
    public static Future<Simulator> start(Vertx vertx, int port, InstantSource clock) {
        var handover = new Handover();
        return listen(vertx, port, handover::handle).map(server -> new Simulator(vertx, server, clock, handover));
    }

    private static Future<HttpServer> listen(Vertx vertx, int port, Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer(options(port)).requestHandler(handler).listen();
    }

    private static HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setHost(HOST)
                .setPort(port)
                .setMaxWebSocketFrameSize(MAX_FRAME)
                .setMaxWebSocketMessageSize(MAX_FRAME)
                .setMaxFormAttributeSize(MAX_UPLOAD)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    private void handle(HttpServerRequest request) {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            request.toWebSocket().onSuccess(gateway::accept);
        } else if (request.path().startsWith(RestApi.PREFIX + "/")) {
            rest.handle(request);
        } else {
            files.handle(request);
        }
    }

    /** What clients are pointed at: {@code http://127.0.0.1:<port>/api/v10}. */
    public String baseUrl() {
        return origin + RestApi.PREFIX;
    }

    /** {@code http://127.0.0.1:<port>}, below which attachments are. */
    public String origin() {
        return origin;
    }

    public int port() {
        return port;
    }

    public World world() {
        return world;
    }

    /** Somebody at the keyboard. */
    public Person person(User user) {
        return new Person(this, user);
    }

    public RateLimits limits() {
        return rest.limits();
    }

    public Gateway gateway() {
        return gateway;
    }

    public RestApi rest() {
        return rest;
    }

    public Faults faults() {
        return new Faults(this);
    }

    Future<Void> timer(Duration time) {
        return vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    /** Everything that happens from now on; see {@link Events} for what subscribers must keep. */
    public Events.Subscription subscribe(Consumer<WorldEvent> subscriber) {
        return world.events().subscribe(subscriber);
    }

    /** @see Events#until */
    public <T> Future<T> until(String what, Duration limit, Supplier<Optional<T>> probe) {
        return world.events().until(what, limit, probe);
    }

    /** Closes every connection and refuses new ones, until {@link #comeBack()}. The world stays. */
    public Future<Void> goAway() {
        gateway.faults().drop();
        return server.close();
    }

    /** Listens again, on the same port. */
    public Future<Void> comeBack() {
        return listen(vertx, port, this::handle).map(again -> {
            server = again;
            return null;
        });
    }

    public Future<Void> close() {
        return server.close();
    }

    /** Lets the server listen before that which answers exists, since its address is known only then. */
    private static final class Handover {
        private volatile Consumer<HttpServerRequest> to =
                request -> request.response().setStatusCode(503).end();

        void handle(HttpServerRequest request) {
            to.accept(request);
        }
    }
}
