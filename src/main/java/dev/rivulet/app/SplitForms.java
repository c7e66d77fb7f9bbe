package dev.rivulet.app;

import dev.rivulet.bench.SplitBench;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.standin.ApiOptions;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts what {@link SplitBench} measures: the router here, and the router apart. */
final class SplitForms implements SplitBench.Forms {
    private static final String TOKEN = "a token for this measurement alone";

    private final Path home;
    private final List<Vertx> started = new ArrayList<>();
    private final List<FarHalf> far = new ArrayList<>();

    private SplitForms(Path home) {
        this.home = home;
    }

    /** Gives the targets that were missed. */
    static List<String> measure(PrintWriter out) throws TimeoutException {
        SplitForms forms = new SplitForms(temporary());
        Vertx vertx = Vertx.vertx();
        try {
            return new SplitBench(vertx, forms, out).run();
        } finally {
            for (FarHalf each : forms.far) {
                each.close().await(20, TimeUnit.SECONDS);
            }
            for (Vertx each : forms.started) {
                each.close().await(20, TimeUnit.SECONDS);
            }
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("rivulet-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Future<AnswerBus> oneProcess(URI model) {
        return router(newVertx(), Map.of("RIVULET_CHAT_URL", model.toString()));
    }

    @Override
    public Future<AnswerBus> split(URI model) {
        Vertx near = newVertx();
        return FarHalf.start(
                        newVertx(),
                        ApiOptions.streaming(),
                        1,
                        variables -> {
                            variables.keySet().removeIf(name -> name.startsWith("RIVULET_"));
                            variables.put("RIVULET_CHAT_URL", model.toString());
                            variables.put("RIVULET_API_TOKEN", TOKEN);
                        },
                        List.of())
                .onSuccess(far::add)
                .compose(half ->
                        router(near, Map.of("RIVULET_CHAT_URL", half.chat().toString(), "RIVULET_CHAT_TOKEN", TOKEN)));
    }

    private Future<AnswerBus> router(Vertx vertx, Map<String, String> settings) {
        LoadedConfig loaded = new ConfigLoader(settings, home, home).load(null, Map.of());
        Path data = home.resolve(String.valueOf(started.size()));
        Future<Store> store = Stores.open(vertx, loaded.config().store(), data);
        return store.compose(
                        opened -> Core.start(vertx, loaded, opened, Trace.disabled(vertx), new Metrics().registry()))
                .compose(Core::probe)
                .map(_ -> new AnswerBus(vertx));
    }

    private Vertx newVertx() {
        Vertx vertx = Vertx.vertx();
        started.add(vertx);
        return vertx;
    }
}
