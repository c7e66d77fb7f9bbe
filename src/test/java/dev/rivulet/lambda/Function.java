package dev.rivulet.lambda;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.LambdaEnvironment;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.http.ChatEndpoint;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The verticle, whose questions arrive at a router that the test plays. */
final class Function implements AutoCloseable {
    static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    /** A question that reached the router. */
    record Asked(ChatRequest request, AnswerWriter writer, Context context, BlockingQueue<String> cancelled) {
        void write(ChatEvent event) {
            context.runOnContext(_ -> writer.write(event));
        }
    }

    final Vertx vertx = Vertx.vertx();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final BlockingQueue<Asked> questions = new LinkedBlockingQueue<>();
    final LambdaVerticle verticle;

    Function(String runtimeApi) throws TimeoutException {
        this(runtimeApi, Map.of(), false, ChatEndpoint.HEARTBEAT);
    }

    Function(String runtimeApi, Map<String, String> settings, boolean snapStart, Duration heartbeat)
            throws TimeoutException {
        new AnswerBus(vertx)
                .serve(AnswerAddress.ROUTER, (request, writer) -> {
                    BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
                    writer.cancelHandler(reason -> cancelled.add(reason.detail()));
                    questions.add(new Asked(request, writer, vertx.getOrCreateContext(), cancelled));
                })
                .await(20, TimeUnit.SECONDS);
        Path nowhere = Path.of("nowhere").toAbsolutePath();
        Map<String, String> variables = new HashMap<>(settings);
        variables.put("RIVULET_HTTP_PORT", "0");
        RivuletConfig config = new ConfigLoader(variables, nowhere, nowhere)
                .load(null, Map.of())
                .config();
        verticle = new LambdaVerticle(
                new LambdaEnvironment(runtimeApi, snapStart),
                config,
                () -> Future.succeededFuture(List.of()),
                registry,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                heartbeat);
        vertx.deployVerticle(verticle).await(20, TimeUnit.SECONDS);
        verticle.begin();
    }

    Asked asked() throws InterruptedException {
        Asked next = questions.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no question reached the router");
        }
        return next;
    }

    boolean wasAsked() {
        return !questions.isEmpty();
    }

    /** An event of a REST API, whose caller IAM authenticated. */
    static String event(String method, String path, String body, String... headers) {
        JsonObject names = new JsonObject().put("content-type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            names.put(headers[i], headers[i + 1]);
        }
        return new JsonObject()
                .put("httpMethod", method)
                .put("path", path)
                .put("resource", "/{proxy+}")
                .put("headers", names)
                .put(
                        "requestContext",
                        new JsonObject()
                                .put("stage", "live")
                                .put(
                                        "identity",
                                        new JsonObject()
                                                .put("userArn", "arn:aws:sts::123456789012:assumed-role/listener/i-1")))
                .put("body", body)
                .put("isBase64Encoded", false)
                .encode();
    }

    static String streamed() {
        return event("POST", "/chat", HELLO, "accept", "text/event-stream");
    }

    static long in(Duration time) {
        return System.currentTimeMillis() + time.toMillis();
    }

    @Override
    public void close() throws TimeoutException {
        // Between two invocations rather than while it connects for the next; what a test left unanswered is not waited
        // for.
        verticle.drain(Duration.ofMinutes(1))
                .timeout(500, TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .await(20, TimeUnit.SECONDS);
        vertx.close().await(20, TimeUnit.SECONDS);
    }
}
