package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Source;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CollectedAnswerIT {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = ApiServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CompletableFuture<HttpResponse<String>> ask(String... headers) {
        HttpRequest.Builder request = server.chat(ApiServer.HELLO, headers);
        return server.client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void collectsTheText() throws Exception {
        var sent = ask("Accept", "application/json");
        Asked asked = server.asked().start().write(new Status("Loading")).write(new ReasoningDelta("Hm"));
        asked.text("Grüße, ").text("\ud83d").text("\udc4b").complete();
        HttpResponse<String> response = sent.get();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("X-Request-Id"))
                .hasValue(asked.request().requestId());
        JsonObject json = new JsonObject(response.body());
        Documented.check("ChatAnswer", json);
        assertThat(json)
                .isEqualTo(new JsonObject()
                        .put("requestId", asked.request().requestId())
                        .put("backend", "ollama")
                        .put("model", "llama3")
                        .put("text", "Grüße, 👋")
                        .put("finish", "stop")
                        .put("usage", new JsonObject().put("inputTokens", 3).put("outputTokens", 5)));
    }

    @Test
    void collectsTheSourcesOfTheBackendThatAnsweredInTheEnd() throws Exception {
        var sent = ask("Accept", "application/json");
        server.asked()
                .start()
                .write(new Sources(List.of(new Source(null, "https://example.org/of-another", null))))
                .start()
                .text("Rivers flow.")
                .write(new Sources(List.of(new Source("Rivers", "https://example.org/rivers", "They flow."))))
                .write(new Sources(List.of(new Source(null, "s3://bucket/notes.pdf", null))))
                .complete();
        JsonObject json = new JsonObject(sent.get().body());
        Documented.check("ChatAnswer", json);
        assertThat(json.getJsonArray("sources").encode())
                .isEqualTo("[{\"title\":\"Rivers\",\"uri\":\"https://example.org/rivers\",\"quote\":\"They flow.\"},"
                        + "{\"uri\":\"s3://bucket/notes.pdf\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "application/json, text/event-stream;q=0.5 | application/json",
                "application/json;q=0.5, text/event-stream | text/event-stream",
                "text/* | text/event-stream",
                "Text/Event-Stream | text/event-stream",
                "application/json;q=0, */* | text/event-stream",
                "text/html, */*;q=0.1 | application/json",
            })
    void takesTheFormThatTheClientPrefers(String accept, String form) throws Exception {
        var sent = ask("Accept", accept);
        server.asked().start().complete();
        assertThat(sent.get().headers().firstValue("Content-Type")).hasValue(form);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(422, new Failure.Rejected("No such model.", "d")),
                Arguments.of(502, new Failure.MalformedStream("Nonsense.", "d")),
                Arguments.of(502, new Failure.Truncated("It broke off.", "d")),
                Arguments.of(503, new Failure.Unavailable("Nobody is there.", "d")),
                Arguments.of(429, new Failure.OverBudget("Used up.", "d", Duration.ofMillis(2100))),
                Arguments.of(503, new Failure.Overloaded("Too much.", "d", Duration.ofMillis(2100))),
                Arguments.of(503, new Failure.Cancelled("Stopped.", "d")),
                Arguments.of(504, new Failure.TimedOut("It took too long.", "d")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsOfAFailureByItsStatusWithTheTextThatCameBefore(int status, Failure failure) throws Exception {
        var sent = ask("Accept", "application/json");
        server.asked().start().text("Once ").text("upon").write(new Failed(failure));
        HttpResponse<String> response = sent.get();
        assertThat(response.statusCode()).isEqualTo(status);
        JsonObject problem = new JsonObject(response.body());
        Documented.check("Problem", problem);
        assertThat(problem.getString("detail")).isEqualTo(failure.message());
        assertThat(problem.getString("kind")).isEqualTo(failure.kind());
        assertThat(problem.getString("text")).isEqualTo("Once upon");
        assertThat(response.headers().firstValue("Retry-After").orElse("none"))
                .isEqualTo(
                        failure instanceof Failure.Overloaded || failure instanceof Failure.OverBudget ? "3" : "none");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsOfARefusalByItsStatusEvenWhenAStreamWasAskedFor(int status, Failure failure) throws Exception {
        server.refuseWith(failure);
        JsonObject problem = server.problem(status, server.chat(ApiServer.HELLO, "Accept", "text/event-stream"));
        assertThat(problem.getString("detail")).isEqualTo(failure.message());
        assertThat(problem.fieldNames()).doesNotContain("text");
    }

    @Test
    void closingCancels() throws Exception {
        Asked asked;
        try (RawClient client = server.connect().ask("application/json")) {
            asked = server.asked().start().text("Once");
            assertThat(client).isNotNull();
        }
        asked.awaitCancelled(Duration.ofMillis(100));
    }

    @Test
    void refusesToCollectMoreThanItHolds() throws Exception {
        var sent = ask("Accept", "application/json");
        Asked asked = server.asked().start();
        for (int i = 0; i < 9; i++) {
            asked.text("x".repeat(1024 * 1024));
        }
        HttpResponse<String> response = sent.get();
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(new JsonObject(response.body()).getString("detail")).contains("text/event-stream");
        asked.awaitCancelled(Duration.ofSeconds(1));
    }
}
