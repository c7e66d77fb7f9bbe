package dev.rivulet.app;

import dev.rivulet.Await;
import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.ScriptedBackend;
import dev.rivulet.backend.ScriptedBackend.Step;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Usage;
import dev.rivulet.config.DiscordConfig;
import dev.rivulet.config.HttpConfig;
import dev.rivulet.config.Prompts;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.config.Secret;
import dev.rivulet.config.StoreConfig;
import dev.rivulet.discord.DiscordVerticle;
import dev.rivulet.discord.people.Offer;
import dev.rivulet.http.BackendHealth;
import dev.rivulet.http.HttpServerVerticle;
import dev.rivulet.router.RouterVerticle;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.page.Playground;
import dev.rivulet.simulator.page.Scene;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import dev.rivulet.telemetry.Trace;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What {@code dev} wires, but for the model: that one writes what a test says, at 40 tokens a second. */
final class PlaygroundRig implements AutoCloseable {
    private static final Duration TOKEN = Duration.ofMillis(25);
    private static final String MODEL = "ollama";

    /** What people may choose from. */
    private static final Offer OFFER = new Offer() {
        @Override
        public List<String> backends() {
            return List.of(MODEL);
        }

        @Override
        public List<String> profiles() {
            return List.of("default", "patient");
        }

        @Override
        public Future<Map<String, List<String>>> models() {
            return Future.succeededFuture(Map.of(MODEL, List.of("llama3.2", "llava", "qwen3")));
        }
    };

    final Simulator simulator;
    final Scene scene;
    final String origin;
    private final Vertx vertx = Vertx.vertx();
    private final Playground playground;
    private final String listener;
    private final Store store;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Promise<Void>> held = new ConcurrentHashMap<>();
    private final List<HttpConnection> streams = new CopyOnWriteArrayList<>();
    /** The questions that reached the model. */
    final List<ChatRequest> asked = new CopyOnWriteArrayList<>();

    PlaygroundRig(Path dataDirectory) {
        Trace trace = Trace.enabled(vertx);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        simulator = Await.soon(Simulator.start(vertx, 0));
        scene = Scene.in(simulator.world());
        playground = new Playground(vertx, simulator, scene, List.of(MODEL, "handbook"));
        Await.soon(vertx.deployVerticle(
                new BackendVerticle(loop -> new ScriptedBackend(loop, MODEL).script(this::answer))));
        Await.soon(vertx.deployVerticle(new RouterVerticle(
                RivuletConfig.defaults().router(),
                List.of(MODEL),
                List.of(MODEL),
                Prompts.NONE,
                Budgets.none(),
                trace,
                meters)));
        DiscordConfig discord = new DiscordConfig(
                new Secret(scene.token()),
                URI.create(simulator.baseUrl()),
                List.of(String.valueOf(scene.listens().id())),
                30,
                24_000,
                8_000);
        store = Await.soon(
                Stores.open(vertx, new StoreConfig(StoreConfig.Kind.EMBEDDED, null, null, null), dataDirectory));
        listener = Await.soon(vertx.deployVerticle(
                new DiscordVerticle(discord, dataDirectory, meters, trace).letChoose(store, OFFER)));
        HttpServerVerticle http = new HttpServerVerticle(
                new HttpConfig("127.0.0.1", 0, null),
                () -> Future.succeededFuture(List.of(
                        health(MODEL, "Version 1 answers with llama3.2."),
                        health("handbook", "Answers about Rivulet."))),
                meters,
                router -> {
                    router.get("/playground/events").handler(context -> {
                        streams.add(context.request().connection());
                        context.next();
                    });
                    playground.mount(router);
                });
        Await.soon(vertx.deployVerticle(http));
        origin = "http://localhost:" + http.port();
    }

    private static BackendHealth health(String name, String text) {
        return new BackendHealth(
                name,
                true,
                List.of(new BackendHealth.Finding(BackendHealth.Level.OK, "The backend " + name, text, null)));
    }

    /** From now on, questions that contain {@code part} are answered with {@code text}. */
    void answer(String part, String text) {
        answers.put(part, text);
    }

    /** Like {@link #answer(String, String)}, but the answer ends only once the promise is completed. */
    Promise<Void> answerWithoutEnd(String part, String text) {
        Promise<Void> end = Promise.promise();
        held.put(part, end);
        answer(part, text);
        return end;
    }

    private List<Step> answer(ChatRequest request) {
        asked.add(request);
        String question = request.messages().getLast().content();
        String text = answers.entrySet().stream()
                .filter(entry -> question.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("You said: " + question);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Write(new Started(request.requestId(), MODEL, "llama3.2")));
        for (String token : text.splitWithDelimiters("(?<=\\s)", -1)) {
            if (!token.isEmpty()) {
                steps.add(new Step.Write(new TextDelta(token)));
                steps.add(new Step.Wait(TOKEN));
            }
        }
        held.entrySet().stream()
                .filter(entry -> question.contains(entry.getKey()))
                .forEach(entry -> steps.add(new Step.Hold(entry.getValue().future())));
        steps.add(new Step.Write(new Completed(Finish.STOP, new Usage(7, 70), Duration.ofMillis(2300))));
        return steps;
    }

    /** Cuts the event stream of every page that is open. */
    void loseConnections() {
        streams.forEach(HttpConnection::close);
        streams.clear();
    }

    @Override
    public void close() {
        playground.close();
        Await.soon(vertx.undeploy(listener)); // before what it is connected to
        Await.soon(store.close());
        Await.soon(vertx.close());
    }
}
