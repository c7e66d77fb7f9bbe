package dev.rivulet.app;

import dev.rivulet.backend.Finding;
import dev.rivulet.config.HttpConfig;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.http.BackendHealth;
import dev.rivulet.http.HttpServerVerticle;
import dev.rivulet.http.PortInUseException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Consumer;

/** The HTTP server of a form, and where it is. */
record Http(HttpServerVerticle verticle, String host) {

    /** Fails when the port is in use. */
    static Future<Http> start(Vertx vertx, LoadedConfig loaded, Core core, Metrics metrics) {
        return start(vertx, loaded.config().http(), core, metrics, _ -> {});
    }

    static Future<Http> startOnNextFreePort(
            Vertx vertx, LoadedConfig loaded, Core core, Metrics metrics, Consumer<Router> extraRoutes) {
        HttpConfig config = loaded.config().http();
        return Ports.firstFree(
                config.port(),
                PortInUseException.class,
                port -> start(
                        vertx, new HttpConfig(config.host(), port, config.apiToken()), core, metrics, extraRoutes));
    }

    private static Future<Http> start(
            Vertx vertx, HttpConfig config, Core core, Metrics metrics, Consumer<Router> extraRoutes) {
        HttpServerVerticle verticle =
                new HttpServerVerticle(config, () -> health(core), metrics.registry(), extraRoutes);
        return vertx.deployVerticle(verticle).map(_ -> new Http(verticle, config.host()));
    }

    /** What the backends' probes find, as the API tells it. */
    static Future<List<BackendHealth>> health(Core core) {
        return core.probe()
                .map(findings -> findings.entrySet().stream()
                        .map(backend -> new BackendHealth(
                                backend.getKey(),
                                core.defaultChain().contains(backend.getKey()),
                                backend.getValue().stream().map(Http::finding).toList()))
                        .toList());
    }

    private static BackendHealth.Finding finding(Finding finding) {
        BackendHealth.Level level = switch (finding.level()) {
            case OK -> BackendHealth.Level.OK;
            case WARNING -> BackendHealth.Level.WARNING;
            case PROBLEM -> BackendHealth.Level.PROBLEM;
        };
        return new BackendHealth.Finding(level, finding.subject(), finding.text(), finding.fix());
    }

    int port() {
        return verticle.port();
    }

    /** Its address for people on this machine. */
    String origin() {
        boolean local = host.equals("127.0.0.1") || host.equals("localhost") || host.equals("0.0.0.0");
        return "http://" + (local ? "localhost" : host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }
}
