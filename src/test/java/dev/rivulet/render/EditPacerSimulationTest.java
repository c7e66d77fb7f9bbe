package dev.rivulet.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.render.PacingSimulation.Figures;
import dev.rivulet.render.PacingSimulation.Latency;
import dev.rivulet.render.PacingSimulation.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pacer's promises, measured in virtual time against enforced limits, each over many seeds. Prints a table. */
class EditPacerSimulationTest {
    private static final int RUNS = 200;
    private static final Latency LOOPBACK = new Latency(0.5, 3);
    private static final Latency INTERNET = new Latency(20, 90);
    private static final Limit FIVE = new Limit(5, 5_000);
    private static final List<String> TABLE = new ArrayList<>();

    @AfterAll
    static void printTable() {
        System.out.println(String.format(
                Locale.ROOT,
                "%n%-58s %9s %9s %9s %9s %5s %5s",
                "milliseconds",
                "mean wait",
                "first",
                "final",
                "freeze",
                "429s",
                "lost"));
        TABLE.forEach(System.out::println);
    }

    @Test
    void threeHundredTokensAtFortyASecondWithFiveEditsInFiveSeconds() {
        Worst worst =
                measure("5 per 5 s, 300 tokens at 40/s", FIVE, LOOPBACK, (run, _) -> run.answer("c", 0, 600, 300, 40));
        assertThat(worst.meanWait).isLessThanOrEqualTo(550);
        assertThat(worst.firstText).isLessThanOrEqualTo(100);
        assertThat(worst.finalText).isLessThanOrEqualTo(300);
        assertThat(worst.freeze).isLessThan(1_500);
    }

    @Test
    void endsAtRandomPhases() {
        Worst worst = measure(
                "  ends at random phases",
                FIVE,
                LOOPBACK,
                (run, random) -> run.answer("c", 0, 600, random.nextInt(150, 500), 40));
        assertThat(worst.firstText).isLessThanOrEqualTo(100);
        assertThat(worst.finalText).isLessThanOrEqualTo(600);
        assertThat(worst.freeze).isLessThan(1_500);
    }

    @Test
    void eightChannelsAtOnce() {
        Worst worst = measure("  8 channels at once", FIVE, LOOPBACK, (run, random) -> {
            for (int i = 0; i < 8; i++) {
                run.answer("c" + i, random.nextInt(2_000), random.nextInt(200, 2_000), 300, 40);
            }
        });
        assertThat(worst.meanWait).isLessThanOrEqualTo(550);
        assertThat(worst.firstText).isLessThanOrEqualTo(100);
        assertThat(worst.finalText).isLessThanOrEqualTo(300);
    }

    @Test
    void acrossTheInternet() {
        Worst worst = measure(
                "  network latency 20 to 90 ms a way",
                FIVE,
                INTERNET,
                (run, random) -> run.answer("c", 0, 600, random.nextInt(250, 350), 40));
        assertThat(worst.meanWait).isLessThanOrEqualTo(650);
        assertThat(worst.firstText).isLessThanOrEqualTo(100);
        assertThat(worst.finalText).isLessThanOrEqualTo(800);
        assertThat(worst.freeze).isLessThan(1_500);
    }

    @Test
    void answersThatFollowEachOther() {
        Worst worst = measure("  answers one after another", FIVE, LOOPBACK, (run, random) -> {
            for (int i = 0; i < 10; i++) {
                run.answer("c", i * 9_000 + random.nextInt(500), 600, random.nextInt(50, 300), 40);
            }
        });
        assertThat(worst.finalText).isLessThanOrEqualTo(600);
        assertThat(worst.freeze).isLessThan(2_000);
    }

    @ParameterizedTest
    @CsvSource({"3, 4000, 820, 1850", "10, 10000, 550, 1500", "2, 5000, 2400, 4600", "1, 2000, 1200, 2200"})
    void otherLimits(int requests, double window, double meanWait, double freeze) {
        Worst worst = measure(
                String.format(Locale.ROOT, "%d per %.0f s, 300 tokens at 40/s", requests, window / 1_000),
                new Limit(requests, window),
                LOOPBACK,
                (run, _) -> run.answer("c", 0, 600, 300, 40));
        assertThat(worst.meanWait).isLessThanOrEqualTo(meanWait);
        assertThat(worst.firstText).isLessThanOrEqualTo(100);
        assertThat(worst.freeze).isLessThanOrEqualTo(freeze);
        if (requests >= 3) {
            assertThat(worst.finalText).isLessThanOrEqualTo(600);
        }
    }

    @Test
    void limitsThatChangeInMidRun() {
        Worst worst = measure("5 per 5 s, then 3 per 4 s, then 10 per 10 s", FIVE, LOOPBACK, (run, random) -> {
            run.changeLimit(random.nextInt(1_000, 8_000), new Limit(3, 4_000));
            run.changeLimit(random.nextInt(9_000, 16_000), new Limit(10, 10_000));
            run.answer("c", 0, 600, 1_000, 40);
        });
        assertThat(worst.meanWait).isLessThanOrEqualTo(900);
        assertThat(worst.firstText).isLessThanOrEqualTo(100);
        assertThat(worst.finalText).isLessThanOrEqualTo(600);
        assertThat(worst.freeze).isLessThan(3_000);
    }

    @Test
    void threeAnswersAtOnceInOneChannel() {
        Worst worst = measure("5 per 5 s, 3 answers in one channel", FIVE, LOOPBACK, (run, random) -> {
            for (int i = 0; i < 3; i++) {
                run.answer("c", random.nextInt(300), 600, 300, 40);
            }
        });
        assertThat(worst.freeze).isLessThanOrEqualTo(3_500);
    }

    @Test
    void aLongAnswerNeverFreezes() {
        Worst worst = measure(
                "5 per 5 s, 2,000 tokens at 80/s, sealing",
                FIVE,
                LOOPBACK,
                (run, random) -> run.answer("c", 0, random.nextInt(300, 3_000), 2_000, 80));
        assertThat(worst.freeze).isLessThanOrEqualTo(1_500);
        Worst far = measure(
                "  network latency 20 to 90 ms a way",
                FIVE,
                INTERNET,
                (run, random) -> run.answer("c", 0, random.nextInt(300, 3_000), 2_000, 80));
        assertThat(far.freeze).isLessThanOrEqualTo(1_500);
    }

    @Test
    void whateverTheLimitsAndTheLoadNothingIsRefusedLostOrStarved() {
        measure("anything at random", FIVE, new Latency(0.5, 60), (run, random) -> {
            run.changeLimit(random.nextInt(20_000), new Limit(random.nextInt(1, 12), random.nextInt(1_000, 12_000)));
            run.changeLimit(random.nextInt(20_000), new Limit(random.nextInt(1, 12), random.nextInt(1_000, 12_000)));
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                run.answer(
                        "c" + random.nextInt(3),
                        random.nextInt(20_000),
                        random.nextInt(5_000),
                        random.nextInt(1, 900),
                        random.nextInt(5, 120));
            }
        });
    }

    @Test
    void writesThatFailAfterHoweverLongDelayAndLoseNothing() {
        measure("5 per 5 s, a fifth of the writes fails within 16 s", FIVE, LOOPBACK, (run, random) -> {
            run.fail(0.2, 16_000);
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                run.answer(
                        "c" + random.nextInt(3),
                        random.nextInt(5_000),
                        random.nextInt(2_000),
                        random.nextInt(1, 600),
                        40);
            }
        });
    }

    @Test
    void refusalsThatOthersCauseDelayAndLoseNothing() {
        int refused = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PacingSimulation simulation = new PacingSimulation(seed, FIVE, INTERNET);
            simulation.answer("c", 0, 600, 300, 40);
            for (int i = 0; i < 20; i++) {
                simulation.foreignWrite(random.nextInt(9_000), "c");
            }
            Figures figures = simulation.run();
            assertThat(figures.lost()).as("lost tokens, seed %d", seed).isZero();
            assertThat(figures.longestFreeze()).as("freeze, seed %d", seed).isLessThan(16_000);
            refused += figures.refused();
        }
        assertThat(refused).isPositive();
    }

    private record Worst(double meanWait, double firstText, double finalText, double freeze) {}

    private static Worst measure(
            String name, Limit limit, Latency latency, BiConsumer<PacingSimulation, SplittableRandom> plan) {
        List<Figures> all = new ArrayList<>();
        for (long seed = 0; seed < RUNS; seed++) {
            PacingSimulation simulation = new PacingSimulation(seed, limit, latency);
            plan.accept(simulation, new SplittableRandom(~seed));
            Figures figures = simulation.run();
            assertThat(figures.refused()).as("429s, seed %d", seed).isZero();
            assertThat(figures.lost()).as("lost tokens, seed %d", seed).isZero();
            all.add(figures);
        }
        Worst worst = new Worst(
                worst(all, Figures::meanWait),
                worst(all, Figures::firstText),
                worst(all, Figures::finalText),
                worst(all, Figures::longestFreeze));
        TABLE.add(String.format(
                Locale.ROOT,
                "%-58s %9.0f %9.0f %9.0f %9.0f %5d %5d",
                name,
                worst.meanWait,
                worst.firstText,
                worst.finalText,
                worst.freeze,
                0,
                0));
        return worst;
    }

    private static double worst(List<Figures> all, Function<Figures, Double> figure) {
        return all.stream().mapToDouble(figure::apply).max().orElseThrow();
    }
}
