package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dev --split} as people start it: the page, and a router in a process of its own. */
class DevSplitIT {
    @TempDir
    Path home;

    @Test
    @Timeout(90)
    void showsTheSamePageWhoseInspectorTellsOfTheCrossing() throws Exception {
        try (Running rivulet = Running.main(
                        home,
                        Map.of(
                                "RIVULET_HTTP_PORT", "0",
                                "RIVULET_SIMULATOR_PORT", "0",
                                // Nobody listens there, so that the handbook over there answers.
                                "OLLAMA_URL", "http://127.0.0.1:1",
                                "RIVULET_BACKEND", "handbook"),
                        "dev",
                        "--split");
                HttpClient client = HttpClient.newHttpClient()) {
            long router = Long.parseLong(
                    rivulet.says("in process (\\d+), behind http://127").group(1));
            assertThat(ProcessHandle.of(router)).isPresent();
            String origin = rivulet.says("open (http://localhost:\\d+)").group(1);
            JsonObject state =
                    new JsonObject(client.send(get(origin + "/playground/state"), HttpResponse.BodyHandlers.ofString())
                            .body());
            try (BufferedReader events = new BufferedReader(new InputStreamReader(
                    client.send(get(origin + "/playground/events"), HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8))) {
                client.send(
                        HttpRequest.newBuilder(
                                        URI.create(origin + "/playground/channels/" + listens(state) + "/messages"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(new JsonObject()
                                        .put("content", "How do I connect Ollama?")
                                        .put(
                                                "person",
                                                state.getJsonArray("people")
                                                        .getJsonObject(0)
                                                        .getString("id"))
                                        .encode()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(stages(events)).containsSubsequence("asked", "sent", "prelude", "first_delta", "done");
            }
            rivulet.terminate();
            assertThat(rivulet.exit()).isZero();
            Await.until(
                    "the router's end",
                    () -> ProcessHandle.of(router)
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
        }
    }

    private static List<String> stages(BufferedReader events) throws Exception {
        List<String> stages = new ArrayList<>();
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            Optional<String> stage = Optional.of(line)
                    .filter(each -> each.startsWith("data: ") && each.contains("\"stage\""))
                    .map(each -> each.replaceAll(".*\"stage\":\"([a-z_]+)\".*", "$1"));
            stage.ifPresent(stages::add);
            if (stage.equals(Optional.of("done"))) {
                return stages;
            }
        }
        throw new AssertionError("the page's events ended after " + stages);
    }

    private static HttpRequest get(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).build();
    }

    /** The channel in which every message is for the bot. */
    private static String listens(JsonObject state) {
        return state.getJsonArray("channels").stream()
                .map(JsonObject.class::cast)
                .filter(channel -> channel.getBoolean("listens", false))
                .map(channel -> channel.getString("id"))
                .findFirst()
                .orElseThrow();
    }
}
