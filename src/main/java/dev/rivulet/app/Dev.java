package dev.rivulet.app;

import dev.rivulet.config.DiscordConfig;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.config.Secret;
import dev.rivulet.discord.DiscordVerticle;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.page.Playground;
import dev.rivulet.simulator.page.Scene;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Everything on this machine: simulator, Discord listener, router, backends, HTTP and the page. */
final class Dev {
    private Dev() {}

    /**
     * Runs until it is told to stop, and gives the exit code.
     *
     * @param again reads the configuration once more
     */
    static int run(LoadedConfig loaded, Supplier<LoadedConfig> again, PrintWriter out) {
        loaded.requireLoopback();
        Vertx vertx = Vertx.vertx();
        return Form.run(vertx, loaded, again, out, start(vertx, loaded, out));
    }

    /** Brings everything up and prints where it is. */
    static Future<Form> start(Vertx vertx, LoadedConfig loaded, PrintWriter out) {
        int port = loaded.config().simulator().port();
        return Ports.firstFree(port, BindException.class, free -> Simulator.start(vertx, free))
                .compose(simulator -> {
                    Path directory = loaded.config().dataDir().resolve("dev").resolve(String.valueOf(simulator.port()));
                    return Stores.open(vertx, loaded.config().store(), directory)
                            .compose(store -> start(vertx, loaded, simulator, directory, store, out));
                });
    }

    private static Future<Form> start(
            Vertx vertx, LoadedConfig loaded, Simulator simulator, Path directory, Store store, PrintWriter out) {
        Trace trace = Trace.enabled(vertx);
        Metrics metrics = new Metrics();
        Scene scene = Scene.in(simulator.world());
        Playground playground =
                new Playground(vertx, simulator, scene, loaded.config().defaultChain());
        DiscordVerticle discord = new DiscordVerticle(
                        into(simulator, scene, loaded.config().discord()), directory, metrics.registry(), trace)
                .answering(loaded.config().access());
        return Core.start(vertx, loaded, store, trace, metrics.registry())
                .compose(core -> vertx.deployVerticle(core.configure(discord))
                        .compose(_ -> Http.startOnNextFreePort(vertx, loaded, core, metrics, playground::mount))
                        .compose(http -> core.probe().map(findings -> {
                            StartBlock block = new StartBlock("dev")
                                    .line("Page", http.origin())
                                    .line("Discord", "simulated: " + simulator.baseUrl() + " and its gateway")
                                    .backends(findings, loaded.config())
                                    .line("Chat API", "POST " + http.origin() + "/chat, GET /health, GET /metrics");
                            moved("http.port", loaded.config().http().port(), http.port(), block);
                            moved("simulator.port", loaded.config().simulator().port(), simulator.port(), block);
                            block.next("Next: open " + http.origin() + " and ask something. Ctrl+C stops it.")
                                    .print(out);
                            return Form.of(loaded.config(), core, store)
                                    .with(http)
                                    .with(discord)
                                    .stoppingFirst(playground::close);
                        })));
    }

    private static void moved(String setting, int wanted, int got, StartBlock block) {
        if (wanted != 0 && wanted != got) {
            block.line("", "Port " + wanted + " was in use, so " + setting + " is " + got + " this time.");
        }
    }

    /** The configured settings, but for the place and the account. */
    private static DiscordConfig into(Simulator simulator, Scene scene, DiscordConfig discord) {
        return discord.at(
                new Secret(scene.token()),
                URI.create(simulator.baseUrl()),
                List.of(String.valueOf(scene.listens().id())));
    }
}
