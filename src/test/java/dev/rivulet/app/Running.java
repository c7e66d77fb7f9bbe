package dev.rivulet.app;

import dev.rivulet.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of its own that goes on while a test talks to it. */
final class Running implements AutoCloseable {
    /** As the launcher has them. */
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1");

    /** One of our processes may start another, and the machine may do more than this. */
    private static final Duration START = Duration.ofSeconds(75);

    private final Process process;
    private final Path out;
    private final Path err;
    private volatile long exitedNanos;

    private Running(Path home, Map<String, String> environment, List<String> command) throws IOException {
        out = Files.createTempFile("rivulet", ".out");
        err = Files.createTempFile("rivulet", ".err");
        process = Launched.start(home, environment, command, out, err);
        process.onExit().thenRun(() -> exitedNanos = System.nanoTime());
    }

    /** @param home Rivulet's own directory and the working directory */
    static Running main(Path home, Map<String, String> environment, String... arguments) throws IOException {
        return new Running(home, environment, Launched.java(OPTIONS, "dev.rivulet.app.Main", arguments));
    }

    static Running simulator(Path home) throws IOException {
        return command(home, Launched.java(OPTIONS, "dev.rivulet.simulator.SimulatorMain", "--exit-with-parent"));
    }

    static Running command(Path home, List<String> command) throws IOException {
        return new Running(home, Map.of(), command);
    }

    /** Waits until standard output has this. */
    MatchResult says(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return Await.found("/" + regex + "/ on standard output", START, () -> {
            Matcher matcher = pattern.matcher(out());
            if (matcher.find()) {
                return Optional.of(matcher.toMatchResult());
            }
            if (!process.isAlive()) {
                throw new AssertionError(
                        "ended with " + process.exitValue() + " before it said /" + regex + "/:\n" + out() + err());
            }
            return Optional.empty();
        });
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end, and gives the exit code. */
    int exit() {
        Await.until("the process's end; it said:\n" + out() + err(), () -> exitedNanos != 0);
        return process.exitValue();
    }

    /** When it ended, by {@link System#nanoTime()}. */
    long exitedNanos() {
        return exitedNanos;
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    /** All that it printed, line by line, without empty lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(out().lines().toList());
        lines.addAll(err().lines().toList());
        lines.removeIf(String::isBlank);
        return lines;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Await.until("the process's end", () -> !process.isAlive());
        Files.delete(out);
        Files.delete(err);
    }
}
