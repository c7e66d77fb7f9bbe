package dev.rivulet.router;

import dev.rivulet.Await;
import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.ScriptedBackend;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.config.Prompts;
import dev.rivulet.store.Budgets;
import dev.rivulet.telemetry.Meters;
import dev.rivulet.telemetry.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A router between two scripted backends, {@code first} and {@code second}, tried in this order; all over a real bus. */
final class Rig implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final ScriptedBackend first = new ScriptedBackend(vertx, "first");
    final ScriptedBackend second = new ScriptedBackend(vertx, "second");
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final BlockingQueue<JsonObject> steps = new LinkedBlockingQueue<>();
    final RouterVerticle router;

    Rig(Configs config) throws Exception {
        this(config, List.of("first", "second"), Prompts.NONE);
    }

    Rig(Configs config, List<String> chain, Prompts prompts) throws Exception {
        this(config, chain, prompts, _ -> Budgets.none());
    }

    /** @param budgets made for this rig's Vert.x */
    Rig(Configs config, Function<Vertx, Budgets> budgets) throws Exception {
        this(config, List.of("first", "second"), Prompts.NONE, budgets);
    }

    /** @param finish what the router is to have besides */
    Rig(UnaryOperator<RouterVerticle> finish) throws Exception {
        this(Configs.router(), List.of("first", "second"), Prompts.NONE, _ -> Budgets.none(), finish);
    }

    /** In which {@code first} keeps time itself. */
    static Rig withTimekeeper(Configs config) throws Exception {
        return new Rig(
                config,
                List.of("first", "second"),
                Prompts.NONE,
                _ -> Budgets.none(),
                router -> router.selfTimed(List.of("first")));
    }

    private Rig(Configs config, List<String> chain, Prompts prompts, Function<Vertx, Budgets> budgets)
            throws Exception {
        this(config, chain, prompts, budgets, router -> router);
    }

    private Rig(
            Configs config,
            List<String> chain,
            Prompts prompts,
            Function<Vertx, Budgets> budgets,
            UnaryOperator<RouterVerticle> finish)
            throws Exception {
        vertx.eventBus()
                .<JsonObject>consumer(Trace.ADDRESS, step -> steps.add(step.body()))
                .completion()
                .await(10, TimeUnit.SECONDS);
        // "absent" is known, but nobody serves it.
        router = finish.apply(new RouterVerticle(
                config.build(),
                List.of("first", "second", "absent"),
                chain,
                prompts,
                budgets.apply(vertx),
                Trace.enabled(vertx),
                registry));
        for (ScriptedBackend backend : List.of(first, second)) {
            vertx.deployVerticle(new BackendVerticle(_ -> backend)).await(10, TimeUnit.SECONDS);
        }
        vertx.deployVerticle(router).await(10, TimeUnit.SECONDS);
    }

    Asker ask(ChatRequest request) {
        return new Asker(vertx, request);
    }

    Asker ask(String user) {
        return ask(Questions.question(user));
    }

    int inFlight() {
        return (int) registry.get(Meters.IN_FLIGHT).gauge().value();
    }

    int queued() {
        return (int) registry.get(Meters.QUEUED).gauge().value();
    }

    void awaitIdle() {
        Await.until("all places are free", () -> inFlight() == 0 && queued() == 0);
        Await.until("all backends have stopped", () -> first.open.get() == 0 && second.open.get() == 0);
    }

    /** The stages of a question's trace so far, each with its backend where it names one. */
    List<String> stages(String requestId) {
        List<String> stages = new ArrayList<>();
        for (JsonObject step : steps) {
            if (requestId.equals(step.getString("requestId"))) {
                String backend = step.getString("backend");
                stages.add(step.getString("stage") + (backend == null ? "" : " " + backend));
            }
        }
        return stages;
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
