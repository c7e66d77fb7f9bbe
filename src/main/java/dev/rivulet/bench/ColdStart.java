package dev.rivulet.bench;

import dev.rivulet.bench.LoopbackRuntime.Answered;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts {@code lambda} as a process of its own, with this process's Java and class path, between a Runtime API and a backend on
 * loopback. For one thread, which it blocks.
 */
public final class ColdStart implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Writing a cache takes as long as some starts. */
    private static final Duration PATIENCE_FOR_A_CACHE = Duration.ofMinutes(5);

    /** Three tokens, a millisecond apart. */
    private static final String QUESTION = "3 1";

    static final String OLLAMA = "ollama";
    static final String AGENTCORE = "agentcore";

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Vertx vertx = Vertx.vertx();
    private final TokenServer server;
    private final Path home;

    public ColdStart() throws IOException {
        server = TokenServer.start(vertx).await();
        home = Files.createTempDirectory("rivulet-start");
    }

    /**
     * Lets the JVM learn from a run that answers one question with each kind of backend, and keep what it learnt for later starts with
     * the same Java, the same class path and the options of this JVM.
     *
     * @param cache the file to write
     * @throws IOException if there is none after the run
     */
    public void train(Path cache) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.startsWith("-XX:AOT")) {
                options.add(option);
            }
        }
        train(cache, options);
    }

    void train(Path cache, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.add("-XX:AOTCacheOutput=" + cache.toAbsolutePath());
        LoopbackRuntime runtime = LoopbackRuntime.start(vertx).await();
        Process process = start(List.of(), command, runtime, OLLAMA);
        try {
            await(runtime.ask(QUESTION, null));
            await(runtime.ask(QUESTION, AGENTCORE));
            await(runtime.ask("How do I start Ollama?", "handbook"));
            await(runtime.invoke(new JsonObject()
                    .put("path", "/health")
                    .put("httpMethod", "GET")
                    .put("headers", new JsonObject())
                    .put("requestContext", new JsonObject())));
            process.destroy();
            if (!process.waitFor(PATIENCE_FOR_A_CACHE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("The run did not end; it said:\n" + said());
            }
        } finally {
            process.destroyForcibly();
        }
        if (!Files.exists(cache)) {
            throw new IOException("The run left no cache at " + cache + "; it said:\n" + said());
        }
    }

    /**
     * From the start of the process to the first byte of its first answer's body.
     *
     * @param prefix a command that runs it, such as {@code taskset -c 0}
     * @param backend the one that answers
     */
    Duration measure(List<String> prefix, List<String> options, String backend)
            throws IOException, InterruptedException {
        LoopbackRuntime runtime = LoopbackRuntime.start(vertx).await();
        var answered = runtime.ask(QUESTION, null);
        long begun = System.nanoTime();
        Process process = start(prefix, options, runtime, backend);
        try {
            Answered answer = await(answered);
            if (!answer.text().contains("completed")) {
                throw new IOException("No whole answer: " + answer.text());
            }
            return Duration.ofNanos(answer.firstByteNanos() - begun);
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private Process start(List<String> prefix, List<String> options, LoopbackRuntime runtime, String backend)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(JAVA.toString());
        command.addAll(options);
        String classPath = System.getProperty("java.class.path");
        // Of one jar, its manifest names the others.
        if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, "dev.rivulet.app.Main"));
        }
        command.add("lambda");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("RIVULET_") || name.startsWith("OLLAMA_"));
        environment.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                runtime.address(),
                "AWS_ACCESS_KEY_ID",
                "bench",
                "AWS_SECRET_ACCESS_KEY",
                "bench",
                "RIVULET_SESSION_KEY",
                "5".repeat(64),
                "RIVULET_BACKEND",
                backend,
                "RIVULET_DATA_DIR",
                home.toString(),
                "OLLAMA_URL",
                server.url().toString(),
                "OLLAMA_MODEL",
                "bench",
                "AGENTCORE_RUNTIME_ARN",
                TokenServer.ARN,
                "RIVULET_AGENTCORE_ENDPOINT",
                server.url().toString()));
        return builder.start();
    }

    private Answered await(Future<Answered> answered) throws IOException {
        try {
            return answered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RuntimeException e) {
            throw new IOException("No answer; the process said:\n" + said(), e);
        }
    }

    private String said() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
