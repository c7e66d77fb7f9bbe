package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.discord.DiscordVerticle;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** One process with real Discord: listener, router, backends, HTTP. */
final class Run {
    private Run() {}

    /**
     * Runs until it is told to stop, and gives the exit code.
     *
     * @param again reads the configuration once more
     */
    static int run(LoadedConfig loaded, Supplier<LoadedConfig> again, PrintWriter out) {
        Vertx vertx = Vertx.vertx();
        return Form.run(vertx, loaded, again, out, start(vertx, loaded, out));
    }

    /** Brings everything up and prints where it is. */
    static Future<Form> start(Vertx vertx, LoadedConfig loaded, PrintWriter out) {
        return Stores.open(vertx, loaded.config().store(), loaded.config().dataDir())
                .compose(store -> start(vertx, loaded, store, out));
    }

    private static Future<Form> start(Vertx vertx, LoadedConfig loaded, Store store, PrintWriter out) {
        RivuletConfig config = loaded.config();
        Trace trace = Trace.disabled(vertx);
        Metrics metrics = new Metrics();
        DiscordVerticle discord = new DiscordVerticle(config.discord(), config.dataDir(), metrics.registry(), trace)
                .answering(config.access());
        return Core.start(vertx, loaded, store, trace, metrics.registry())
                .compose(core -> Http.start(vertx, loaded, core, metrics)
                        .compose(http -> vertx.deployVerticle(core.configure(discord))
                                .compose(_ -> core.probe())
                                .map(findings -> {
                                    new StartBlock("run")
                                            .discord(discord.connected())
                                            .backends(findings, config)
                                            .line(
                                                    "Chat API",
                                                    "POST " + http.origin() + "/chat, GET /health, GET /metrics")
                                            .nextMention()
                                            .print(out);
                                    return Form.of(config, core, store)
                                            .with(http)
                                            .with(discord);
                                })));
    }
}
