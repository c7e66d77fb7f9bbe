package dev.rivulet.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of the program in a process of its own, to its end.
 *
 * @param exit its exit code
 */
record Launched(int exit, String out, String err) {

    /** @param home Rivulet's own directory and the working directory */
    static Launched main(Path home, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(home, environment, java(List.of(), "dev.rivulet.app.Main", arguments));
    }

    /** The command that runs a class of this class path in a JVM of its own. */
    static List<String> java(List<String> options, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    /** In absolute paths, since the process has a directory of its own. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Starts it with our environment, but none of our settings in it except {@code environment}. */
    static Process start(Path directory, Map<String, String> environment, List<String> command, Path out, Path err)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> Stream.of("RIVULET_", "OLLAMA_", "DISCORD_", "AGENTCORE_", "BEDROCK_", "AWS_")
                        .anyMatch(name::startsWith));
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Launched run(Path directory, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("rivulet", ".out");
        Path err = Files.createTempFile("rivulet", ".err");
        Process process = start(directory, environment, command, out, err);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after 60 s: " + command);
            }
            return new Launched(process.exitValue(), text(out), text(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
