package dev.rivulet.wire;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatEvent.ToolUse;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Image;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.Source;
import dev.rivulet.chat.Usage;
import dev.rivulet.chat.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON form of {@link ChatRequest} and {@link ChatEvent}, the same as {@code config/openapi.yaml} describes.
 *
 * <p>Decoding throws {@link IllegalArgumentException} or {@link ClassCastException} on what is not of this form: whoever reads from
 * outside treats that as a malformed stream.
 */
public final class ChatJson {
    private ChatJson() {}

    /** The event's name on the wire: the {@code event:} field of a server-sent event. */
    public static String type(ChatEvent event) {
        return switch (event) {
            case Started _ -> "started";
            case TextDelta _ -> "delta";
            case ReasoningDelta _ -> "reasoning";
            case ToolUse _ -> "tool";
            case Sources _ -> "sources";
            case Status _ -> "status";
            case Completed _ -> "completed";
            case Failed _ -> "failed";
        };
    }

    /** The event's fields: the {@code data:} field of a server-sent event. */
    public static JsonObject data(ChatEvent event) {
        return switch (event) {
            case Started(String requestId, String backend, String model) ->
                new JsonObject()
                        .put("requestId", requestId)
                        .put("backend", backend)
                        .put("model", model);
            case TextDelta(String text) -> new JsonObject().put("text", text);
            case ReasoningDelta(String text) -> new JsonObject().put("text", text);
            case ToolUse(String name) -> new JsonObject().put("name", name);
            case Sources(List<Source> sources) -> new JsonObject().put("sources", sources(sources));
            case Status(String text) -> new JsonObject().put("text", text);
            case Completed(Finish finish, Usage usage, Duration elapsed) ->
                new JsonObject()
                        .put("finish", lower(finish))
                        .put("usage", usage(usage))
                        .put("elapsedMs", elapsed.toMillis());
            case Failed(var failure) -> FailureJson.encode(failure);
        };
    }

    /** The event of that name and those fields. */
    public static ChatEvent event(String type, JsonObject data) {
        return switch (type) {
            case "started" -> new Started(text(data, "requestId"), text(data, "backend"), text(data, "model"));
            case "delta" -> new TextDelta(text(data, "text"));
            case "reasoning" -> new ReasoningDelta(text(data, "text"));
            case "tool" -> new ToolUse(text(data, "name"));
            case "sources" ->
                new Sources(data.getJsonArray("sources", new JsonArray()).stream()
                        .map(each -> source((JsonObject) each))
                        .toList());
            case "status" -> new Status(text(data, "text"));
            case "completed" ->
                new Completed(
                        Finish.valueOf(upper(text(data, "finish"))),
                        usage(data.getJsonObject("usage", new JsonObject())),
                        Duration.ofMillis(data.getLong("elapsedMs", 0L)));
            case "failed" -> new Failed(FailureJson.decode(data));
            default -> throw new IllegalArgumentException("unknown event '" + type + "'");
        };
    }

    /** Each as {@code {title, uri, quote}}; what isn't known is left out. */
    public static JsonArray sources(List<Source> sources) {
        JsonArray json = new JsonArray();
        for (Source source : sources) {
            JsonObject each = new JsonObject();
            putIfPresent(each, "title", source.title());
            each.put("uri", source.uri());
            putIfPresent(each, "quote", source.quote());
            json.add(each);
        }
        return json;
    }

    private static Source source(JsonObject json) {
        return new Source(json.getString("title"), text(json, "uri"), json.getString("quote"));
    }

    /** {@code {inputTokens, outputTokens}}. */
    public static JsonObject usage(Usage usage) {
        return new JsonObject().put("inputTokens", usage.inputTokens()).put("outputTokens", usage.outputTokens());
    }

    private static Usage usage(JsonObject json) {
        return new Usage(json.getInteger("inputTokens", 0), json.getInteger("outputTokens", 0));
    }

    /** The question as the chat API takes it, with its request id; unknown parts are left out. */
    public static JsonObject request(ChatRequest request) {
        JsonObject json = new JsonObject()
                .put("requestId", request.requestId())
                .put("conversation", request.conversation().value())
                .put(
                        "user",
                        new JsonObject()
                                .put("id", request.user().id())
                                .put("name", request.user().name()))
                .put("origin", origin(request.origin()))
                .put(
                        "messages",
                        new JsonArray(request.messages().stream()
                                .map(ChatJson::message)
                                .toList()));
        putIfPresent(json, "backend", request.backend());
        putIfPresent(json, "model", request.model());
        if (request.purpose() != ChatRequest.Purpose.ANSWER) {
            json.put("purpose", lower(request.purpose()));
        }
        return json;
    }

    /** The question in that JSON; its id, conversation and user must be there. */
    public static ChatRequest request(JsonObject json) {
        JsonObject user = json.getJsonObject("user");
        return new ChatRequest(
                text(json, "requestId"),
                new ConversationId(text(json, "conversation")),
                new User(text(user, "id"), text(user, "name")),
                origin(json.getJsonObject("origin", new JsonObject())),
                json.getJsonArray("messages").stream()
                        .map(each -> message((JsonObject) each))
                        .toList(),
                json.getString("backend"),
                json.getString("model"),
                ChatRequest.Purpose.valueOf(upper(json.getString("purpose", "answer"))));
    }

    private static JsonObject origin(Origin origin) {
        JsonObject json = new JsonObject();
        putIfPresent(json, "server", origin.server());
        putIfPresent(json, "channel", origin.channel());
        putIfPresent(json, "profile", origin.profile());
        putIfPresent(json, "serverName", origin.serverName());
        putIfPresent(json, "channelName", origin.channelName());
        return json;
    }

    private static Origin origin(JsonObject json) {
        return new Origin(
                json.getString("server"),
                json.getString("channel"),
                json.getString("profile"),
                json.getString("serverName"),
                json.getString("channelName"));
    }

    private static JsonObject message(ChatMessage message) {
        JsonObject json = new JsonObject().put("role", lower(message.role())).put("content", message.content());
        Instant at = message.at();
        if (at != null) {
            json.put("at", at.toString());
        }
        putIfPresent(json, "backend", message.backend());
        if (!message.images().isEmpty()) {
            JsonArray images = new JsonArray();
            for (Image image : message.images()) {
                images.add(new JsonObject().put("mediaType", image.mediaType()).put("data", image.base64()));
            }
            json.put("images", images);
        }
        return json;
    }

    private static ChatMessage message(JsonObject json) {
        String at = json.getString("at");
        List<Image> images = json.getJsonArray("images", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(each -> new Image(text(each, "mediaType"), text(each, "data")))
                .toList();
        return new ChatMessage(
                ChatMessage.Role.valueOf(upper(text(json, "role"))),
                text(json, "content"),
                at == null ? null : Instant.parse(at),
                json.getString("backend"),
                images);
    }

    static String text(JsonObject json, String key) {
        String value = json.getString(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }

    private static void putIfPresent(JsonObject json, String key, @Nullable String value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
