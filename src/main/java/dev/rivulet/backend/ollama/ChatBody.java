package dev.rivulet.backend.ollama;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.Image;
import dev.rivulet.config.OllamaConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What {@code /api/chat} is asked with. */
final class ChatBody {
    private static final Pattern SECONDS = Pattern.compile("[-+]?\\d+(\\.\\d+)?");

    private ChatBody() {}

    static JsonObject of(String model, List<ChatMessage> messages, OllamaConfig config, boolean withImages) {
        JsonArray turns = new JsonArray();
        messages.forEach(message -> turns.add(turn(message, withImages)));
        JsonObject body =
                new JsonObject().put("model", model).put("messages", turns).put("stream", true);
        if (!config.options().isEmpty()) {
            body.put("options", new JsonObject(config.options()));
        }
        String keepAlive = config.keepAlive();
        if (keepAlive != null) {
            body.put("keep_alive", keepAlive(keepAlive.strip()));
        }
        String think = config.think();
        if (think != null) {
            body.put("think", think(think.strip()));
        }
        return body;
    }

    private static JsonObject turn(ChatMessage message, boolean withImages) {
        JsonObject turn = new JsonObject()
                .put("role", message.role().name().toLowerCase(Locale.ROOT))
                .put("content", message.content());
        if (withImages && !message.images().isEmpty()) {
            turn.put(
                    "images",
                    new JsonArray(message.images().stream().map(Image::base64).toList()));
        }
        return turn;
    }

    /** A number is seconds and must be a number in JSON too; with a unit it is a Go duration, a text. */
    private static Object keepAlive(String value) {
        return SECONDS.matcher(value).matches() ? new BigDecimal(value) : value;
    }

    private static Object think(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> value;
        };
    }
}
