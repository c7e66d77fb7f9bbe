package dev.rivulet.bench;

import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.ollama.OllamaBackend;
import dev.rivulet.config.OllamaConfig;
import dev.rivulet.config.Prompts;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.router.RouterVerticle;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.rest.Limit;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import dev.rivulet.store.Budgets;
import dev.rivulet.telemetry.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a model's text waits until it is visible in Discord.
 *
 * <p>Every scenario runs against a fresh simulated Discord that enforces its limits, and an Ollama on a socket that writes at a steady rate;
 * between them are the router, the backend and the Discord end of {@code run}, on the stock client. Before the first scenario, one answer
 * that isn't counted warms the JVM up.
 */
public final class DiscordBench {
    /** For what comes after the model's end, at the worst of the editors. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** By how many tokens answers differ whose ends come at random: more than a window of edits takes to write. */
    private static final int RANDOM_TOKENS = 200;

    /** Between their questions: all at once would need more than the 50 requests a second that Discord takes of one bot. */
    private static final long APART_MILLIS = 300;

    private static final long SEED = 20_261_122;

    private final PrintWriter out;
    private final Random random = new Random(SEED);

    public DiscordBench(PrintWriter out) {
        this.out = out;
    }

    /**
     * Measures everything, printing each row as it is there; about two minutes. Blocks the calling thread.
     *
     * @return every target that was missed, in words
     */
    public List<String> run() throws IOException {
        out.println("Measuring, for about two minutes ...");
        out.flush();
        measure(Scenarios.WARM_UP, false);
        List<String> misses = new ArrayList<>();
        out.print(Row.HEAD);
        for (Scenario scenario : Scenarios.ALL) {
            Row row = measure(scenario, false);
            print(row);
            misses.addAll(row.misses());
        }
        print(measure(Scenarios.USUAL, true));
        return misses;
    }

    private void print(Row row) {
        out.println(row.markdown());
        out.flush();
    }

    private Row measure(Scenario scenario, boolean naive) throws IOException {
        Vertx vertx = Vertx.vertx();
        Vertx outside = Vertx.vertx();
        Path dataDirectory = Files.createTempDirectory("rivulet-bench");
        try {
            Simulator simulator = Simulator.start(vertx, 0).await();
            limit(simulator, scenario.limit());
            World world = simulator.world();
            User bot = world.createBot("Bench");
            List<Long> channels = new ArrayList<>();
            for (int i = 0; i < scenario.channels(); i++) {
                channels.add(world.createChannel("bench-" + i).id());
            }
            Observer observer = new Observer(bot.id());
            simulator.subscribe(observer::happened);
            deployRouter(vertx, Model.start(outside, observer).await());
            Editor editor = naive ? new EverySecond(vertx, simulator) : new Rivulet(vertx, dataDirectory);
            editor.start(simulator.baseUrl(), world.issueToken(bot.id()), channels)
                    .await();

            ask(outside, scenario, world, channels);
            if (scenario.changed() != null) {
                Limit changed = scenario.changed();
                vertx.setTimer(scenario.length().toMillis() / 2, _ -> limit(simulator, changed));
            }
            awaitAnswers(scenario, observer);
            editor.stop().await();
            return new Row(
                    scenario,
                    editor.name(),
                    observer.seenFrom(0),
                    simulator.limits().rejections());
        } finally {
            vertx.close().await();
            outside.close().await();
            vanish(dataDirectory);
        }
    }

    private static void deployRouter(Vertx vertx, Model model) {
        RivuletConfig defaults = RivuletConfig.defaults();
        OllamaConfig ollama = new OllamaConfig(
                model.url(), "steady", null, null, Map.of(), defaults.ollama().connectTimeout());
        List<String> backends = List.of(RivuletConfig.OLLAMA);
        vertx.deployVerticle(new BackendVerticle(each -> new OllamaBackend(each, RivuletConfig.OLLAMA, ollama)))
                .await();
        vertx.deployVerticle(new RouterVerticle(
                        defaults.router(),
                        backends,
                        backends,
                        Prompts.NONE,
                        Budgets.none(),
                        Trace.disabled(vertx),
                        new SimpleMeterRegistry()))
                .await();
    }

    private static void limit(Simulator simulator, Limit limit) {
        simulator.limits().set(RouteKind.MESSAGE_EDIT, limit);
        simulator.limits().set(RouteKind.MESSAGE_CREATE, limit);
    }

    private void ask(Vertx vertx, Scenario scenario, World world, List<Long> channels) {
        int answer = 0;
        for (long channel : channels) {
            for (int i = 0; i < scenario.perChannel(); i++) {
                int tokens = scenario.tokens() + (scenario.randomEnds() ? random.nextInt(RANDOM_TOKENS + 1) : 0);
                User person = world.createPerson("Person " + answer);
                String question = answer + " " + tokens + " " + scenario.tokensPerSecond();
                Runnable asking = () -> world.messages().post(channel, person, question);
                if (scenario.randomEnds()) {
                    vertx.setTimer(1 + answer * APART_MILLIS, _ -> asking.run());
                } else {
                    asking.run();
                }
                answer++;
            }
        }
    }

    private static void awaitAnswers(Scenario scenario, Observer observer) {
        Duration patience = scenario.length().multipliedBy(2).plus(PATIENCE);
        long deadline = System.nanoTime() + patience.toNanos();
        for (int answer = 0; answer < scenario.channels() * scenario.perChannel(); answer++) {
            try {
                observer.whole(answer).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException notWhole) {
                // The row shows it as lost tokens.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void vanish(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
