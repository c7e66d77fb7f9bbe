package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.config.ConfigLoader;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers where nobody configured anything, as Ollama comes and gets a model: {@code dev}, started once. */
class DefaultChainIT {
    private static final Pattern ORIGIN = Pattern.compile("POST (http://localhost:\\d+)/chat");

    @TempDir
    Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private String origin = "";

    @Test
    void theHandbookAnswersUntilOllamaHasAModelWithoutARestart() throws Exception {
        int port = deadPort();
        Map<String, String> environment =
                Map.of("RIVULET_HTTP_PORT", "0", "RIVULET_SIMULATOR_PORT", "0", "RIVULET_DATA_DIR", home.toString());
        StringWriter out = new StringWriter();
        Vertx vertx = Vertx.vertx();
        Form form = Await.soon(
                "dev",
                Dev.start(
                        vertx,
                        Defaults.withOllamaAt(
                                new ConfigLoader(environment, home, home).load(null, Map.of()),
                                URI.create("http://127.0.0.1:" + port)),
                        new PrintWriter(out, true)));
        try {
            assertThat(out.toString())
                    .contains("✗ ollama: does not answer. Start it with `ollama serve`")
                    .contains("✓ handbook: ")
                    .contains("Answers    ollama, or if it can’t handbook");
            Matcher matcher = ORIGIN.matcher(out.toString());
            assertThat(matcher.find()).isTrue();
            origin = matcher.group(1);

            assertThat(asks()).isEqualTo("handbook");

            try (FakeOllama ollama = FakeOllama.start(vertx, port).hasNoModels()) {
                assertThat(asks()).isEqualTo("handbook");
                assertThat(ollama.requests()).contains("GET /api/tags");
                assertThat(ollama.chats()).isEmpty();
                assertReadyWithoutAModel();
                assertThat(get("/playground/state").getJsonArray("answerers"))
                        .isEqualTo(new JsonArray().add("ollama").add("handbook"));

                ollama.installs(FakeOllama.MODEL, "2026-08-01T10:00:00Z", "completion");
                assertThat(asks()).isEqualTo("ollama");
                assertThat(ollama.chats()).hasSize(1);
            }
        } finally {
            Await.soon("the form's end", form.stop());
            Await.soon("the end of Vert.x", vertx.close());
        }
    }

    private void assertReadyWithoutAModel() throws Exception {
        JsonObject health = get("/health");
        assertThat(health.getString("status")).isEqualTo("ready");
        JsonObject ollama = health.getJsonArray("backends").getJsonObject(0);
        assertThat(ollama.getString("name")).isEqualTo("ollama");
        assertThat(ollama.encode()).contains("has no model yet.", "ollama pull");
    }

    /** Gives the backend that answered. */
    private String asks() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(origin + "/chat"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"messages\":[{\"role\":\"user\",\"content\":\"How do I start Ollama?\"}]}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getString("backend");
    }

    private JsonObject get(String path) throws Exception {
        return new JsonObject(
                client.send(HttpRequest.newBuilder(URI.create(origin + path)).build(), BodyHandlers.ofString())
                        .body());
    }

    private static int deadPort() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
