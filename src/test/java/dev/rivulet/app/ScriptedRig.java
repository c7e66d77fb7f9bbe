package dev.rivulet.app;

import dev.rivulet.Await;
import dev.rivulet.config.HttpConfig;
import dev.rivulet.http.BackendHealth;
import dev.rivulet.http.HttpServerVerticle;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.page.Playground;
import dev.rivulet.simulator.page.Scene;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** The page with a {@link ScriptedBot} in the place of Rivulet. */
final class ScriptedRig implements AutoCloseable {
    final Simulator simulator;
    final Scene scene;
    final ScriptedBot bot;
    final String origin;
    private final Vertx vertx = Vertx.vertx();
    private final Playground playground;

    ScriptedRig() {
        simulator = Await.soon(Simulator.start(vertx, 0));
        scene = Scene.in(simulator.world());
        bot = new ScriptedBot(vertx, simulator, scene);
        playground = new Playground(vertx, simulator, scene, List.of("script"));
        HttpServerVerticle http = new HttpServerVerticle(
                new HttpConfig("127.0.0.1", 0, null),
                () -> Future.succeededFuture(List.of(new BackendHealth(
                        "script",
                        true,
                        List.of(new BackendHealth.Finding(BackendHealth.Level.OK, "Script", "Plays.", null))))),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                playground::mount);
        Await.soon(vertx.deployVerticle(http));
        origin = "http://localhost:" + http.port();
    }

    @Override
    public void close() {
        playground.close();
        Await.soon(vertx.close());
    }
}
