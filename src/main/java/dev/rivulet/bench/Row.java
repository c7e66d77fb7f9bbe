package dev.rivulet.bench;

import dev.rivulet.bench.Observer.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one scenario: the average wait over its answers, and the worst of all else.
 *
 * @param rejections how many 429s Discord gave meanwhile
 */
record Row(Scenario scenario, String editor, List<Seen> answers, int rejections) {
    static final String HEAD = """
            | scenario | who edits | a token waits | first text | final text | longest freeze | lost tokens | 429s |
            |---|---|--:|--:|--:|--:|--:|--:|
            """;

    Row {
        answers = List.copyOf(answers);
    }

    private Duration worst(Function<Seen, Duration> figure) {
        return answers.stream().map(figure).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private Duration meanWait() {
        return answers.stream()
                .map(Seen::meanWait)
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(Math.max(1, answers.size()));
    }

    private int lost() {
        return answers.stream().mapToInt(Seen::lost).sum();
    }

    String markdown() {
        return "| %s | %s | %s | %s | %s | %s | %d | %d |"
                .formatted(
                        scenario.name(),
                        editor,
                        seconds(meanWait()),
                        seconds(worst(Seen::first)),
                        seconds(worst(Seen::end)),
                        seconds(worst(Seen::freeze)),
                        lost(),
                        rejections);
    }

    /** Every target that was missed, in words; none if all is well. */
    List<String> misses() {
        Scenario.Targets targets = scenario.targets();
        List<String> misses = new ArrayList<>();
        miss("a token waits", meanWait(), targets.meanWait(), misses);
        miss("first text after", worst(Seen::first), targets.first(), misses);
        miss("final text after", worst(Seen::end), targets.end(), misses);
        miss("longest freeze", worst(Seen::freeze), targets.freeze(), misses);
        if (lost() > 0) {
            misses.add(scenario.name() + ": " + lost() + " tokens were lost");
        }
        if (rejections > 0) {
            misses.add(scenario.name() + ": " + rejections + " 429s");
        }
        return misses;
    }

    private void miss(String what, Duration measured, @Nullable Duration target, List<String> misses) {
        if (target != null && measured.compareTo(target) > 0) {
            misses.add(scenario.name() + ": " + what + " " + seconds(measured) + ", not " + seconds(target));
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
    }
}
