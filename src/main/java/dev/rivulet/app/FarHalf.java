package dev.rivulet.app;

import dev.rivulet.standin.ApiGateway;
import dev.rivulet.standin.ApiOptions;
import dev.rivulet.standin.LambdaService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The far half of the split form on this machine: routers in JVMs of their own, as Lambda runs them, behind a stand-in for API Gateway. */
record FarHalf(LambdaService lambda, ApiGateway gateway) {
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    /**
     * Starts the gateway and the first of the JVMs; completes when that is ready for a question.
     *
     * @param environment changes the JVMs' environment, which begins as ours without what is the near half's alone
     * @param arguments of {@code lambda}
     * @param most JVMs at a time
     */
    static Future<FarHalf> start(
            Vertx vertx,
            ApiOptions options,
            int most,
            Consumer<Map<String, String>> environment,
            List<String> arguments) {
        LambdaService lambda =
                new LambdaService(vertx, runtimeApi -> launch(runtimeApi, environment, arguments), most, TIMEOUT);
        return ApiGateway.start(vertx, lambda::invoke, options)
                .compose(gateway -> lambda.warmUp().map(new FarHalf(lambda, gateway)))
                .onFailure(_ -> lambda.close());
    }

    private static Process launch(String runtimeApi, Consumer<Map<String, String>> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "lambda"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.INHERIT);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("RIVULET_CHAT_") || name.startsWith("DISCORD_"));
        environment.accept(variables);
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        return builder.start();
    }

    /** Of the endpoint for questions. */
    URI chat() {
        return URI.create(gateway.url() + "/chat");
    }

    Future<Void> close() {
        return gateway.close().eventually(lambda::close);
    }
}
