package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody in a channel of a Discord that is another process: talks to it over HTTP and nothing else. */
final class Person {
    /** A message of the channel. */
    record Said(
            String id,
            String authorId,
            String content,
            @Nullable String replyTo) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonObject scene;

    /** @param scene what the simulator's process says of itself */
    Person(JsonObject scene) {
        this.scene = scene;
    }

    /** Mentions the bot; gives the message's id. */
    String asks(String question) {
        return send(request()
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(new JsonObject()
                                .put("content", "<@" + scene.getString("botId") + "> " + question)
                                .encode())))
                .map(JsonObject::new)
                .map(message -> message.getString("id"))
                .orElseThrow();
    }

    /** The bot's reply to a message as it stands now. */
    Optional<Said> reply(String messageId) {
        return reads().stream()
                .filter(said -> said.authorId().equals(scene.getString("botId")) && messageId.equals(said.replyTo()))
                .findFirst();
    }

    /** Waits until the bot's reply to a message is so. */
    Said sees(String messageId, String what, Predicate<String> content) {
        return Await.found(what, () -> reply(messageId).filter(said -> content.test(said.content())));
    }

    private List<Said> reads() {
        return send(request().GET()).map(JsonArray::new).orElseThrow().stream()
                .map(JsonObject.class::cast)
                .map(message -> new Said(
                        message.getString("id"),
                        message.getJsonObject("author").getString("id"),
                        message.getString("content"),
                        message.getJsonObject("message_reference", new JsonObject())
                                .getString("message_id")))
                .toList();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(
                        scene.getString("baseUrl") + "/channels/" + scene.getString("channelId") + "/messages"))
                .header("Authorization", scene.getString("personToken"));
    }

    private Optional<String> send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return Optional.of(response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("Discord's HTTP API", e);
        }
    }
}
