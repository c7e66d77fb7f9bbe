package dev.rivulet.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.ScriptedBackend;
import dev.rivulet.backend.ScriptedBackend.Step;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.LambdaEnvironment;
import dev.rivulet.config.Prompts;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.router.RouterVerticle;
import dev.rivulet.store.Budgets;
import dev.rivulet.telemetry.Trace;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the function prints of answers that did not end by themselves: the real router counts them, before the function may be frozen. */
class LambdaMetricsIT {
    private final Vertx vertx = Vertx.vertx();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ScriptedBackend backend = new ScriptedBackend(vertx, "scripted");
    private RawRuntime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new RawRuntime();
        // Speaks, and then thinks for ever.
        backend.script(
                ScriptedBackend.started("scripted"),
                ScriptedBackend.text("What there is"),
                new Step.Hold(Future.future(_ -> {})));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
        runtime.close();
    }

    private void function(Map<String, String> settings) throws Exception {
        Path nowhere = Path.of("nowhere").toAbsolutePath();
        RivuletConfig config = new ConfigLoader(settings, nowhere, nowhere)
                .load(null, Map.of())
                .config();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        vertx.deployVerticle(new BackendVerticle(_ -> backend)).await(20, TimeUnit.SECONDS);
        vertx.deployVerticle(new RouterVerticle(
                        config.router(),
                        List.of("scripted"),
                        List.of("scripted"),
                        Prompts.NONE,
                        Budgets.none(),
                        Trace.disabled(vertx),
                        registry))
                .await(20, TimeUnit.SECONDS);
        LambdaVerticle lambda = new LambdaVerticle(
                new LambdaEnvironment(runtime.address(), false),
                config,
                () -> Future.succeededFuture(List.of()),
                registry,
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        vertx.deployVerticle(lambda).await(20, TimeUnit.SECONDS);
        lambda.begin();
    }

    private List<String> outcomes() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonObject::new)
                .filter(line -> line.containsKey("rivulet.answer"))
                .map(line -> line.getString("backend") + " " + line.getString("outcome"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"stream, text/event-stream", "buffered, application/json"})
    void countsWhatEndedAtItsDeadlineAsTimedOutBeforeTheResponseIsWhole(String response, String accept)
            throws Exception {
        function(Map.of("RIVULET_LAMBDA_RESPONSE", response));
        // Of which two seconds are for the end; a slow machine needs some for the beginning.
        runtime.invoke(
                "id-1",
                Function.in(Duration.ofSeconds(5)),
                Function.event("POST", "/chat", Function.HELLO, "accept", accept));
        assertThat(runtime.post().whole()).contains("timed-out", "What there is");
        assertThat(outcomes()).containsExactly("scripted timed-out");
    }

    @Test
    void countsWhatNobodyReadsBeforeItTakesTheNextInvocation() throws Exception {
        function(Map.of());
        runtime.invoke("id-1", Function.in(Duration.ofMinutes(1)), Function.streamed());
        assertThat(runtime.polls.poll(20, TimeUnit.SECONDS)).contains("/invocation/next");
        RawRuntime.Post post = runtime.post();
        post.until("What there is");
        post.close();
        assertThat(runtime.polls.poll(20, TimeUnit.SECONDS)).contains("/invocation/next");
        assertThat(outcomes()).containsExactly("scripted cancelled");
    }
}
