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

/** The thin end of the split form: listens to Discord, and asks a router elsewhere. */
final class Listen {
    private Listen() {}

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
        // The far router is asked how it is first: that opens a connection before anybody asks a question.
        return Core.start(vertx, loaded, store, trace, metrics.registry())
                .compose(core -> core.probe()
                        .compose(findings -> vertx.deployVerticle(core.configure(discord))
                                .map(_ -> {
                                    findings.keySet().retainAll(config.defaultChain());
                                    new StartBlock("listen")
                                            .discord(discord.connected())
                                            .backends(findings, config)
                                            .line(
                                                    "Router",
                                                    config.chat().requireUrl().toString())
                                            .nextMention()
                                            .print(out);
                                    return Form.of(config, core, store).with(discord);
                                })));
    }
}
