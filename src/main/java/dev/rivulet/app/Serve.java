package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** Router, backends and HTTP, without Discord. */
final class Serve {
    private Serve() {}

    /**
     * Runs until it is told to stop, and gives the exit code.
     *
     * @param again reads the configuration once more
     */
    static int run(LoadedConfig loaded, Supplier<LoadedConfig> again, PrintWriter out) {
        Vertx vertx = Vertx.vertx();
        return Form.run(
                vertx,
                loaded,
                again,
                out,
                Stores.open(vertx, loaded.config().store(), loaded.config().dataDir())
                        .compose(store -> start(vertx, loaded, store, out)));
    }

    private static Future<Form> start(Vertx vertx, LoadedConfig loaded, Store store, PrintWriter out) {
        Metrics metrics = new Metrics();
        return Core.start(vertx, loaded, store, Trace.disabled(vertx), metrics.registry())
                .compose(core -> Http.start(vertx, loaded, core, metrics)
                        .compose(http -> core.probe().map(findings -> {
                            new StartBlock("serve")
                                    .line("Chat API", "POST " + http.origin() + "/chat")
                                    .line("Watch", "GET " + http.origin() + "/health and /metrics")
                                    .backends(findings, loaded.config())
                                    .next("Next: curl -N " + http.origin()
                                            + "/chat -H 'Content-Type: application/json' -H 'Accept: text/event-stream'"
                                            + " -d '{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'")
                                    .print(out);
                            return Form.of(loaded.config(), core, store).with(http);
                        })));
    }
}
