package dev.rivulet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.bench.Observer.Seen;
import dev.rivulet.bench.Scenario.Targets;
import dev.rivulet.simulator.rest.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Scenario SCENARIO = new Scenario(
            "steady",
            2,
            1,
            300,
            40,
            false,
            new Limit(5, Duration.ofSeconds(5)),
            null,
            new Targets(ms(550), ms(100), ms(300), ms(1500)));

    @Test
    void showsTheAverageWaitAndTheWorstOfAllElse() {
        Row row = new Row(SCENARIO, "Rivulet", List.of(seen(500, 10, 20, 900, 0), seen(600, 5, 300, 1200, 0)), 0);
        assertThat(row.markdown()).isEqualTo("| steady | Rivulet | 0.550 s | 0.010 s | 0.300 s | 1.200 s | 0 | 0 |");
        assertThat(row.misses()).isEmpty();
    }

    @Test
    void namesEveryTargetThatWasMissed() {
        Row row = new Row(SCENARIO, "Rivulet", List.of(seen(551, 101, 301, 1501, 2)), 3);
        assertThat(row.misses())
                .containsExactly(
                        "steady: a token waits 0.551 s, not 0.550 s",
                        "steady: first text after 0.101 s, not 0.100 s",
                        "steady: final text after 0.301 s, not 0.300 s",
                        "steady: longest freeze 1.501 s, not 1.500 s",
                        "steady: 2 tokens were lost",
                        "steady: 3 429s");
    }

    /** Figures that are printed must be those that anybody gets by measuring again. */
    @Test
    void theReadmeShowsEveryScenario() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String figures =
                readme.substring(readme.indexOf("<!-- bench:discord -->"), readme.indexOf("<!-- /bench:discord -->"));
        assertThat(figures).contains(Row.HEAD);
        Scenarios.ALL.forEach(scenario -> assertThat(figures).contains("| " + scenario.name() + " | Rivulet |"));
    }

    private static Seen seen(long meanWait, long first, long end, long freeze, int lost) {
        return new Seen(ms(meanWait), ms(first), ms(end), ms(freeze), lost);
    }

    private static Duration ms(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }
}
