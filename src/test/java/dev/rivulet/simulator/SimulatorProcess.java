package dev.rivulet.simulator;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A simulator in a JVM of its own, and what it said about itself. */
record SimulatorProcess(Process process, JsonObject about) {
    static SimulatorProcess start(String... options) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName(),
                "--exit-with-parent"));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("{")) {
                return new SimulatorProcess(process, new JsonObject(line));
            }
        }
        throw new AssertionError("The simulator ended with " + process.waitFor() + " before it was up.");
    }
}
