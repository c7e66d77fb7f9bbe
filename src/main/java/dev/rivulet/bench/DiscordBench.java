package dev.rivulet.bench;

import dev.rivulet.bench.Scenario.Targets;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.rest.Limit;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a model's text waits until it is visible in Discord.
 *
 * <p>Every scenario runs against a fresh simulated Discord that enforces its limits; the Discord end is the one of {@code run}, on the
 * stock client. The model answers in the router's place, at a steady rate. Before the first scenario, one answer that isn't counted
 * warms the JVM up.
 */
public final class DiscordBench {
    private static final Limit FIVE_IN_FIVE = new Limit(5, Duration.ofSeconds(5));
    private static final Limit THREE_IN_FOUR = new Limit(3, Duration.ofSeconds(4));
    private static final Limit TEN_IN_TEN = new Limit(10, Duration.ofSeconds(10));

    /** For what comes after the model's end, at the worst of the editors. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long SEED = 20_261_122;

    private static final Scenario WARM_UP =
            new Scenario("warm-up", 1, 1, 120, 40, false, FIVE_IN_FIVE, null, new Targets(null, null, null, null));

    private static final Scenario USUAL = new Scenario(
            "300 tokens at 40/s, 5 edits per 5 s",
            1,
            1,
            300,
            40,
            false,
            FIVE_IN_FIVE,
            null,
            new Targets(ms(550), ms(100), ms(300), ms(1500)));

    /**
     * Their targets are the project's own: a token waits at most 1.1 times as long as at even spacing with one write in hand, which makes 0.53,
     * 0.79 and 0.52 s for 5 in 5 s, 3 in 4 s and 10 in 10 s.
     */
    static final List<Scenario> SCENARIOS = List.of(
            USUAL,
            new Scenario(
                    "the same, ends at random phases (8 answers)",
                    8,
                    1,
                    300,
                    40,
                    true,
                    FIVE_IN_FIVE,
                    null,
                    new Targets(ms(550), ms(100), ms(600), ms(1500))),
            new Scenario(
                    "the same in 8 channels at once",
                    8,
                    1,
                    300,
                    40,
                    false,
                    FIVE_IN_FIVE,
                    null,
                    new Targets(ms(550), ms(100), ms(300), ms(1500))),
            new Scenario(
                    "3 edits per 4 s",
                    1,
                    1,
                    300,
                    40,
                    false,
                    THREE_IN_FOUR,
                    null,
                    new Targets(ms(850), ms(100), ms(300), ms(1850))),
            new Scenario(
                    "10 edits per 10 s",
                    1,
                    1,
                    300,
                    40,
                    false,
                    TEN_IN_TEN,
                    null,
                    new Targets(ms(550), ms(100), ms(300), ms(1500))),
            new Scenario(
                    "from 5 per 5 s to 3 per 4 s in mid-run",
                    1,
                    1,
                    300,
                    40,
                    false,
                    FIVE_IN_FIVE,
                    THREE_IN_FOUR,
                    new Targets(ms(850), ms(100), ms(300), ms(1850))),
            new Scenario(
                    "3 answers at once in one channel",
                    1,
                    3,
                    300,
                    40,
                    false,
                    FIVE_IN_FIVE,
                    null,
                    new Targets(null, null, null, ms(3500))),
            new Scenario(
                    "2,000 tokens at 80/s",
                    1,
                    1,
                    2000,
                    80,
                    false,
                    FIVE_IN_FIVE,
                    null,
                    new Targets(null, null, null, ms(1500))));

    private final PrintWriter out;
    private final Random random = new Random(SEED);

    public DiscordBench(PrintWriter out) {
        this.out = out;
    }

    private static Duration ms(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }

    /**
     * Measures everything, printing each row as it is there; about two minutes. Blocks the calling thread.
     *
     * @return every target that was missed, in words
     */
    public List<String> run() throws IOException {
        out.println("Measuring, for about two minutes ...");
        out.flush();
        measure(WARM_UP, false);
        List<String> misses = new ArrayList<>();
        out.print(Row.HEAD);
        for (Scenario scenario : SCENARIOS) {
            Row row = measure(scenario, false);
            print(row);
            misses.addAll(row.misses());
        }
        print(measure(USUAL, true));
        return misses;
    }

    private void print(Row row) {
        out.println(row.markdown());
        out.flush();
    }

    private Row measure(Scenario scenario, boolean naive) throws IOException {
        Vertx vertx = Vertx.vertx();
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
            new AnswerBus(vertx)
                    .serve(AnswerAddress.ROUTER, new Model(vertx, observer)::answer)
                    .await();
            Editor editor = naive ? new EverySecond(vertx, simulator) : new Rivulet(vertx, dataDirectory);
            editor.start(simulator.baseUrl(), world.issueToken(bot.id()), channels)
                    .await();

            ask(scenario, world, channels);
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
            vanish(dataDirectory);
        }
    }

    private static void limit(Simulator simulator, Limit limit) {
        simulator.limits().set(RouteKind.MESSAGE_EDIT, limit);
        simulator.limits().set(RouteKind.MESSAGE_CREATE, limit);
    }

    private void ask(Scenario scenario, World world, List<Long> channels) {
        int answer = 0;
        for (long channel : channels) {
            for (int i = 0; i < scenario.perChannel(); i++) {
                int tokens = scenario.tokens() + (scenario.randomEnds() ? random.nextInt(40) : 0);
                world.messages()
                        .post(
                                channel,
                                world.createPerson("Person " + answer),
                                answer + " " + tokens + " " + scenario.tokensPerSecond());
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
