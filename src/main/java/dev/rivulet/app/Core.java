package dev.rivulet.app;

import dev.rivulet.backend.Backend;
import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.Finding;
import dev.rivulet.backend.agentcore.AgentCoreBackend;
import dev.rivulet.backend.handbook.HandbookBackend;
import dev.rivulet.backend.ollama.OllamaBackend;
import dev.rivulet.backend.remote.RemoteBackend;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.config.OllamaConfig;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.config.RouterConfig;
import dev.rivulet.config.StoreConfig;
import dev.rivulet.discord.DiscordVerticle;
import dev.rivulet.router.RouterVerticle;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.StopMarks;
import dev.rivulet.store.Store;
import dev.rivulet.telemetry.Trace;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What every form has: the backends and the router, on one event bus. */
final class Core {
    private static final Duration ACROSS = Duration.ofSeconds(10);

    private final Map<String, BackendVerticle> backends = new LinkedHashMap<>();
    private final RouterVerticle router;
    private final Store store;
    private volatile LoadedConfig current;

    private Core(LoadedConfig loaded, Store store, Trace trace, MeterRegistry registry) {
        this.store = store;
        this.current = loaded;
        RivuletConfig config = loaded.config();
        add(RivuletConfig.OLLAMA, config.ollama());
        config.backends().forEach((name, backend) -> {
            if (backend.ollama() != null) {
                add(name, backend.ollama());
            }
        });
        config.agents()
                .keySet()
                .forEach(name -> backends.put(
                        name, new BackendVerticle(vertx -> new AgentCoreBackend(vertx, name, config, registry))));
        if (config.chat().url() != null) {
            backends.put(
                    RivuletConfig.REMOTE,
                    new BackendVerticle(vertx -> new RemoteBackend(vertx, RivuletConfig.REMOTE, config.chat(), trace)));
        }
        backends.put(
                RivuletConfig.HANDBOOK,
                new BackendVerticle(vertx -> new HandbookBackend(vertx, this::findingsForTheHandbook)));
        router = new RouterVerticle(
                        router(config),
                        backends.keySet(),
                        config.defaultChain(),
                        loaded.prompts(),
                        enforced(config),
                        trace,
                        registry)
                .selfTimed(timekeepers(config));
        if (config.store().kind() == StoreConfig.Kind.DYNAMODB) {
            StopMarks marks = new StopMarks(store, InstantSource.system());
            if (config.chat().url() == null) {
                router.watchStopMarks(marks);
            } else {
                router.leaveStopMarks(marks);
            }
        }
    }

    /** Where a router elsewhere is asked, its own deadlines shall pass first: it knows what kept it. */
    private static RouterConfig router(RivuletConfig config) {
        return config.chat().url() == null ? config.router() : config.router().later(ACROSS);
    }

    /** An agent is alive with much that nobody is shown, and a router elsewhere with heartbeats. */
    private static Set<String> timekeepers(RivuletConfig config) {
        Set<String> names = new HashSet<>(config.agents().keySet());
        names.add(RivuletConfig.REMOTE);
        return names;
    }

    private void add(String name, OllamaConfig config) {
        Function<Vertx, Backend> made = vertx -> new OllamaBackend(vertx, name, config);
        backends.put(name, new BackendVerticle(made));
    }

    /** Where a router elsewhere is asked, that one counts. */
    private Budgets enforced(RivuletConfig config) {
        return config.chat().url() == null ? budgets(config) : Budgets.none();
    }

    private Budgets budgets(RivuletConfig config) {
        return new Budgets(store, config.budgets(), InstantSource.system());
    }

    /**
     * Takes over what can change while running: rules, prompts, budgets, and the settings of Ollama servers that were there at the start.
     *
     * @throws IllegalArgumentException where that names a backend that was not there; then nothing changes
     */
    void change(LoadedConfig loaded) {
        RivuletConfig config = loaded.config();
        router.change(router(config), config.defaultChain(), loaded.prompts(), enforced(config));
        Map<String, OllamaConfig> before = ollamas(current.config());
        ollamas(config).forEach((name, ollama) -> {
            BackendVerticle backend = backends.get(name);
            if (backend != null && before.containsKey(name) && !ollama.equals(before.get(name))) {
                backend.replace(vertx -> new OllamaBackend(vertx, name, ollama));
            }
        });
        current = loaded;
    }

    private static Map<String, OllamaConfig> ollamas(RivuletConfig config) {
        Map<String, OllamaConfig> servers = new LinkedHashMap<>(Map.of(RivuletConfig.OLLAMA, config.ollama()));
        config.backends().forEach((name, backend) -> {
            OllamaConfig ollama = backend.ollama();
            if (ollama != null) {
                servers.put(name, ollama);
            }
        });
        return servers;
    }

    /** Deploys all of it; completes when questions can be asked. */
    static Future<Core> start(Vertx vertx, LoadedConfig loaded, Store store, Trace trace, MeterRegistry registry) {
        Core core = new Core(loaded, store, trace, registry);
        List<Future<String>> deployed = new ArrayList<>();
        core.backends.values().forEach(backend -> deployed.add(vertx.deployVerticle(backend)));
        return Future.all(deployed)
                .compose(_ -> vertx.deployVerticle(core.router))
                .map(core);
    }

    /** The backends for a question that names none, the first choice first. */
    List<String> defaultChain() {
        return current.config().defaultChain();
    }

    /** Looks at every backend's set-up, the built-in ones first. */
    Future<Map<String, List<Finding>>> probe() {
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        List<Future<List<Finding>>> probes = new ArrayList<>();
        backends.forEach((name, backend) -> {
            findings.put(name, List.of());
            probes.add(backend.probe().onSuccess(found -> {
                synchronized (findings) {
                    findings.put(name, found);
                }
            }));
        });
        return Future.all(probes).map(findings);
    }

    /** What is wrong with the other backends, for the handbook to tell. */
    private Future<List<Finding>> findingsForTheHandbook() {
        List<Future<List<Finding>>> probes = backends.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(RivuletConfig.HANDBOOK))
                .map(entry -> entry.getValue().probe())
                .toList();
        return Future.all(probes)
                .map(_ ->
                        probes.stream().flatMap(each -> each.result().stream()).toList());
    }

    /** Lets people in Discord choose from what there is here, and see what is left of their budgets. */
    DiscordVerticle configure(DiscordVerticle discord) {
        if (current.config().store().kind() == StoreConfig.Kind.DYNAMODB) {
            discord.rememberingIn(store);
        }
        return discord.letChoose(store, new BackendOffer(backends, () -> current))
                .telling(() -> budgets(current.config()));
    }

    /** See {@link RouterVerticle#drain}. */
    Future<Void> drain(Duration grace) {
        return router.drain(grace);
    }
}
