package dev.rivulet.bench;

import dev.rivulet.bench.Scenario.Targets;
import dev.rivulet.simulator.rest.Limit;
import java.time.Duration;
import java.util.List;

/** What {@link DiscordBench} measures. */
final class Scenarios {
    private static final Limit FIVE_IN_FIVE = new Limit(5, Duration.ofSeconds(5));
    private static final Limit THREE_IN_FOUR = new Limit(3, Duration.ofSeconds(4));
    private static final Limit TEN_IN_TEN = new Limit(10, Duration.ofSeconds(10));

    /** One that isn't counted. */
    static final Scenario WARM_UP =
            new Scenario("warm-up", 1, 1, 120, 40, false, FIVE_IN_FIVE, null, new Targets(null, null, null, null));

    static final Scenario USUAL = new Scenario(
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
    static final List<Scenario> ALL = List.of(
            USUAL,
            new Scenario(
                    "the same, ends at random phases (16 answers)",
                    16,
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
                    "the same in 16 channels at once",
                    16,
                    1,
                    300,
                    40,
                    false,
                    FIVE_IN_FIVE,
                    null,
                    new Targets(null, null, ms(600), ms(2000))),
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

    private Scenarios() {}

    private static Duration ms(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }
}
