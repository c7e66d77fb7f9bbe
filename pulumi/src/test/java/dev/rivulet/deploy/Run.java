package dev.rivulet.deploy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.gson.Gson;
import com.pulumi.Context;
import com.pulumi.deployment.internal.InlineDeploymentSettings;
import com.pulumi.internal.PulumiInternal;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.resources.StackOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One run of the program against a {@link FakeEngine}.
 *
 * @param exitCode the program's
 * @param errors what it reported to the engine
 */
record Run(int exitCode, Graph graph, List<String> errors) {
    private static final long DEADLINE_SECONDS = 60;

    /** Pulumi's SDK leaves its connections to the process's end; in a process that runs many programs gRPC complains of each. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    static {
        GRPC.setLevel(Level.OFF);
    }

    /** {@link App#main} as it is, in a process of its own, the way Pulumi starts it. */
    static Run main(Map<String, String> config, boolean preview) throws IOException, InterruptedException {
        return main(config, Variant.SECRETS, preview);
    }

    /**
     * @param secrets the names of settings that are kept encrypted
     */
    static Run main(Map<String, String> config, Set<String> secrets, boolean preview)
            throws IOException, InterruptedException {
        try (FakeEngine engine = new FakeEngine(preview)) {
            ProcessBuilder child = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    Files.readString(Path.of(".mvn", "jvm.config")).strip(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.rivulet.deploy.App");
            Map<String, String> environment = child.environment();
            environment.put("PULUMI_MONITOR", engine.address());
            environment.put("PULUMI_ENGINE", engine.address());
            environment.put("PULUMI_ORGANIZATION", "test");
            environment.put("PULUMI_PROJECT", "rivulet");
            environment.put("PULUMI_STACK", "test");
            environment.put(
                    "PULUMI_ROOT_DIRECTORY", Path.of("").toAbsolutePath().toString());
            environment.put("PULUMI_DRY_RUN", String.valueOf(preview));
            environment.put("PULUMI_CONFIG", new Gson().toJson(config));
            environment.put("PULUMI_CONFIG_SECRET_KEYS", new Gson().toJson(secrets));
            child.redirectErrorStream(true);
            Process process = child.start();
            process.getOutputStream().close();
            Thread reader = Thread.ofVirtual().start(() -> drain(process));
            boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
                throw new AssertionError("the program did not end");
            }
            reader.join();
            return new Run(process.exitValue(), engine.graph(), engine.errors());
        }
    }

    private static void drain(Process process) {
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                System.err.println(said);
            }
        } catch (IOException | IllegalThreadStateException ended) {
            // Nothing more to read.
        }
    }

    /** The stack in this process, changed by transformations: quick, and else the same. */
    static Run stack(Map<String, String> config, boolean preview, ResourceTransformation... changes) {
        return program(App::stack, config, preview, changes);
    }

    static Run program(
            Consumer<Context> program, Map<String, String> config, boolean preview, ResourceTransformation... changes) {
        try (FakeEngine engine = new FakeEngine(preview)) {
            int exitCode = PulumiInternal.fromInline(
                            InlineDeploymentSettings.builder()
                                    .monitorAddr(engine.address())
                                    .engineAddr(engine.address())
                                    .organization("test")
                                    .project("rivulet")
                                    .stack("test")
                                    .isDryRun(preview)
                                    .config(ImmutableMap.copyOf(config))
                                    .configSecretKeys(ImmutableSet.copyOf(Variant.SECRETS))
                                    .build(),
                            StackOptions.builder()
                                    .resourceTransformations(List.of(changes))
                                    .build())
                    .runAsync(program)
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            return new Run(exitCode, engine.graph(), engine.errors());
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    Graph succeeded() {
        if (exitCode != 0 || !errors.isEmpty()) {
            throw new AssertionError("exit code " + exitCode + ": " + errors);
        }
        return graph;
    }
}
