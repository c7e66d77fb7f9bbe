package dev.rivulet.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a cold start lets somebody wait: from starting the {@code lambda} process to the first streamed byte of its first answer. */
public final class StartBench {
    private static final int RUNS = 10;
    private static final Duration TARGET = Duration.ofMillis(900);

    /** As the image starts it. */
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData");

    private final PrintWriter out;

    public StartBench(PrintWriter out) {
        this.out = out;
    }

    /** Prints a table; gives the targets that were missed. */
    public List<String> run() throws IOException, InterruptedException {
        List<String> prefix = pinned();
        Path directory = Files.createTempDirectory("rivulet-aot");
        Path cache = directory.resolve("rivulet.aot");
        try (ColdStart starts = new ColdStart()) {
            starts.train(cache, OPTIONS);
            List<String> cached = new ArrayList<>(OPTIONS);
            cached.add("-XX:AOTCache=" + cache);
            out.println("From starting the process to the first streamed byte of its first answer, "
                    + (prefix.isEmpty() ? "on all cores" : "on one core") + ", " + RUNS + " starts each:");
            out.println();
            out.println("| start of `lambda` | backend | median | fastest | slowest |");
            out.println("|---|---|--:|--:|--:|");
            Duration median = row(starts, prefix, cached, "with the AOT cache", ColdStart.OLLAMA);
            row(starts, prefix, cached, "with the AOT cache", ColdStart.AGENTCORE);
            row(starts, prefix, OPTIONS, "without it", ColdStart.OLLAMA);
            row(starts, prefix, OPTIONS, "without it", ColdStart.AGENTCORE);
            return median.compareTo(TARGET) > 0
                    ? List.of("a start with the AOT cache takes more than " + seconds(TARGET))
                    : List.of();
        } finally {
            Files.deleteIfExists(cache);
            Files.deleteIfExists(directory);
        }
    }

    private Duration row(ColdStart starts, List<String> prefix, List<String> options, String name, String backend)
            throws IOException, InterruptedException {
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            took.add(starts.measure(prefix, options, backend));
        }
        took.sort(null);
        Duration median = took.get(RUNS / 2 - 1).plus(took.get(RUNS / 2)).dividedBy(2);
        out.println("| " + name + " | " + backend + " | " + seconds(median) + " | " + seconds(took.getFirst()) + " | "
                + seconds(took.getLast()) + " |");
        out.flush();
        return median;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    /** One core, as a small function has, where the system can do that. */
    private static List<String> pinned() {
        return Files.isExecutable(Path.of("/usr/bin/taskset")) ? List.of("/usr/bin/taskset", "-c", "0") : List.of();
    }
}
