package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.Failure;
import dev.rivulet.http.BackendHealth.Finding;
import dev.rivulet.http.BackendHealth.Level;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthIT {
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final BackendHealth GOOD = new BackendHealth(
            "handbook",
            true,
            List.of(new Finding(Level.WARNING, "The handbook", "It is no language model.", "Set OLLAMA_URL.")));
    private static final BackendHealth BAD = new BackendHealth(
            "ollama",
            true,
            List.of(
                    new Finding(Level.OK, "URL", "It is set.", null),
                    new Finding(
                            Level.PROBLEM, "Ollama at http://localhost:11434", "It does not answer.", "Start it.")));

    private static JsonObject health(ApiServer server, int status, String... headers) throws Exception {
        var request = server.to("/health");
        HttpResponse<String> response = server.send(headers.length == 0 ? request : request.headers(headers));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject json = new JsonObject(response.body());
        Documented.check("Health", json);
        assertThat(json.getBoolean("live")).isTrue();
        return json;
    }

    private static ApiServer.Options with(BackendHealth... backends) {
        return new ApiServer.Options().backends(() -> Future.succeededFuture(List.of(backends)));
    }

    @Test
    void isReadyWhenOneBackendAnswersAndTellsOfEach() throws Exception {
        try (ApiServer server = new ApiServer(with(GOOD, BAD))) {
            assertThat(health(server, 200)).isEqualTo(new JsonObject("""
                    {"status": "ready", "live": true, "backends": [
                      {"name": "handbook", "status": "warning", "findings": [
                        {"level": "warning", "subject": "The handbook", "text": "It is no language model.", "fix": "Set OLLAMA_URL."}]},
                      {"name": "ollama", "status": "problem", "findings": [
                        {"level": "ok", "subject": "URL", "text": "It is set."},
                        {"level": "problem", "subject": "Ollama at http://localhost:11434", "text": "It does not answer.",
                         "fix": "Start it."}]}]}
                    """));
        }
    }

    @Test
    void isUnavailableWhenNoneAnswers() throws Exception {
        try (ApiServer server = new ApiServer(with(BAD))) {
            assertThat(health(server, 503).getString("status")).isEqualTo("unavailable");
        }
    }

    @Test
    void isUnavailableWhereOnlyBackendsAreWellThatNobodyIsSentTo() throws Exception {
        BackendHealth unused = new BackendHealth("handbook", false, GOOD.findings());
        try (ApiServer server = new ApiServer(with(BAD, unused))) {
            assertThat(health(server, 503).getString("status")).isEqualTo("unavailable");
        }
    }

    @Test
    void isStartingUntilTheBackendsWereLookedAt() throws Exception {
        Promise<List<BackendHealth>> look = Promise.promise();
        try (ApiServer server = new ApiServer(new ApiServer.Options().backends(look::future))) {
            assertThat(health(server, 503).getString("status")).isEqualTo("starting");
            look.complete(List.of(GOOD));
            assertThat(health(server, 200).getString("status")).isEqualTo("ready");
        }
    }

    @Test
    void pollingDoesNotHammerTheBackends() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        try (ApiServer server = new ApiServer(new ApiServer.Options().backends(() -> {
            looks.incrementAndGet();
            return Future.succeededFuture(List.of(GOOD));
        }))) {
            for (int i = 0; i < 10; i++) {
                health(server, 200);
            }
            assertThat(looks).hasValue(1);
        }
    }

    @Test
    void strangersLearnTheStatusOnly() throws Exception {
        try (ApiServer server = new ApiServer(with(GOOD).token("secret"))) {
            assertThat(health(server, 200)).isEqualTo(new JsonObject("{\"status\":\"ready\",\"live\":true}"));
            assertThat(health(server, 200, "Authorization", "Bearer secret").getJsonArray("backends"))
                    .hasSize(1);
        }
    }

    @Test
    void showsTheMetersAndCountsQuestionsByTheirSource() throws Exception {
        try (ApiServer server = ApiServer.start()) {
            var sent =
                    server.client.sendAsync(server.chat(ApiServer.HELLO).build(), HttpResponse.BodyHandlers.ofString());
            server.asked().complete();
            sent.get();
            server.problem(400, server.chat("{}"));
            HttpResponse<String> metrics = server.send(server.to("/metrics"));
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body()).contains("rivulet_questions_total{source=\"http\"} 1.0\n");
        }
    }

    @Test
    void drainingLetsAnswersEndAndRefusesNewQuestions() throws Exception {
        try (ApiServer server = new ApiServer(with(GOOD));
                RawClient client = server.connect().ask("text/event-stream")) {
            Asked asked = server.asked().text("Once");
            client.head();
            client.chunk();
            Future<Void> drained = server.verticle().drain(GRACE);
            Await.until("the end of readiness", () -> isDraining(server));
            JsonObject problem = server.problem(503, server.chat(ApiServer.HELLO));
            assertThat(problem.getString("detail")).contains("shutting down");
            HttpResponse<String> refused = server.send(server.chat(ApiServer.HELLO));
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.headers().firstValue("Connection")).hasValue("close");
            assertThat(drained.isComplete()).isFalse();
            asked.text(" upon").complete();
            assertThat(client.chunk()).contains("upon");
            assertThat(client.chunk()).contains("completed");
            assertThat(client.chunk()).isEmpty();
            drained.await();
        }
    }

    private static boolean isDraining(ApiServer server) {
        try {
            return health(server, 503).getString("status").equals("draining");
        } catch (Exception | AssertionError e) {
            return false;
        }
    }

    @Test
    void isDrainedAtOnceWhenNothingIsInFlight() throws Exception {
        try (ApiServer server = ApiServer.start()) {
            server.verticle().drain(GRACE).await();
        }
    }

    @Test
    void drainingBreaksOffWhatAClientDoesNotReadSoonAfterTheGrace() throws Exception {
        try (ApiServer server = ApiServer.start();
                RawClient client = server.connect().ask("text/event-stream")) {
            Asked asked = server.asked();
            client.head();
            Await.settled(asked.flood());
            server.verticle().drain(GRACE);
            server.verticle().drain(Duration.ofMillis(1)).await(10, TimeUnit.SECONDS);
            asked.awaitCancelled(Duration.ofSeconds(10));
            String chunk = client.chunk();
            while (chunk != null) {
                assertThat(chunk).as("the end of a whole body").isNotEmpty();
                chunk = client.chunk();
            }
        }
    }

    @Test
    void isNotDrainedBeforeTheEndOfAnAnswerHasLeft() throws Exception {
        try (ApiServer server = ApiServer.start();
                RawClient client = server.connect().ask("text/event-stream")) {
            Asked asked = server.asked();
            client.head();
            // More than the sockets hold.
            asked.write(new Failed(new Failure.Truncated("x".repeat(32 << 20), "detail")));
            Future<Void> drained = server.verticle().drain(GRACE);
            Await.until("the end of readiness", () -> isDraining(server));
            assertThat(drained.isComplete()).isFalse();
            while (!client.line().isEmpty()) {
                // To the end of the event, and of its chunk.
            }
            client.line();
            assertThat(client.chunk()).isEmpty();
            drained.await(10, TimeUnit.SECONDS);
        }
    }
}
