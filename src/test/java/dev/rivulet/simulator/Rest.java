package dev.rivulet.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody who talks to the HTTP API by hand. */
record Rest(HttpClient client, String baseUrl, String authorization) {
    static Rest bot(Simulator simulator, long userId) {
        return of(simulator, "Bot " + simulator.world().issueToken(userId));
    }

    static Rest person(Simulator simulator, long userId) {
        return of(simulator, simulator.world().issueToken(userId));
    }

    static Rest of(Simulator simulator, String authorization) {
        return new Rest(HttpClient.newHttpClient(), simulator.baseUrl(), authorization);
    }

    Answer get(String path) throws Exception {
        return call("GET", path, null);
    }

    Answer post(String path, JsonObject body) throws Exception {
        return call("POST", path, body.encode());
    }

    Answer say(long channelId, String content) throws Exception {
        return post("/channels/" + channelId + "/messages", new JsonObject().put("content", content));
    }

    Answer edit(long channelId, String messageId, String content) throws Exception {
        return call(
                "PATCH",
                "/channels/" + channelId + "/messages/" + messageId,
                new JsonObject().put("content", content).encode());
    }

    Answer call(String method, String path, @Nullable String body) throws Exception {
        return call(method, path, "application/json", body);
    }

    Answer call(String method, String path, String contentType, @Nullable String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", authorization)
                .header("Content-Type", contentType)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    record Answer(int status, HttpHeaders headers, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        JsonArray array() {
            return new JsonArray(body);
        }

        String id() {
            return json().getString("id");
        }

        /** Discord's own error code. */
        int code() {
            return json().getInteger("code");
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }
}
