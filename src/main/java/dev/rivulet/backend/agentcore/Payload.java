package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatMessage.Role;
import dev.rivulet.chat.ChatRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an agent on AgentCore Runtime is asked with: the template's JSON, with its places filled. A text that is nothing but {@code
 * {messages}} becomes the turns as an array of {@code {role, content}}; all other places are filled within the text around them. What is
 * filled in is a value and never read as JSON or as a place again.
 */
final class Payload {
    private static final String MESSAGES = "{messages}";
    private static final Pattern PLACE = Pattern.compile("\\{(prompt|messages|system|user|userName|conversation)}");

    private final ChatRequest question;
    private final List<ChatMessage> turns;

    private Payload(ChatRequest question, List<ChatMessage> turns) {
        this.question = question;
        this.turns = turns;
    }

    /** @param turns those of the question that are sent */
    static JsonObject of(Map<String, Object> template, ChatRequest question, List<ChatMessage> turns) {
        return (JsonObject) new Payload(question, turns).filled(template);
    }

    private Object filled(Object template) {
        return switch (template) {
            case String text -> text.equals(MESSAGES) ? messages() : text(text);
            case Map<?, ?> map -> {
                JsonObject object = new JsonObject();
                map.forEach((key, value) -> object.put(String.valueOf(key), orNull(value)));
                yield object;
            }
            case List<?> list -> {
                JsonArray array = new JsonArray();
                list.forEach(each -> array.add(orNull(each)));
                yield array;
            }
            default -> template;
        };
    }

    private @Nullable Object orNull(@Nullable Object value) {
        return value == null ? null : filled(value);
    }

    private String text(String template) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1))));
    }

    private String value(String place) {
        return switch (place) {
            case "prompt" -> Turns.asText(turns);
            case "messages" -> messages().encode();
            case "system" ->
                question.messages().stream()
                        .filter(each -> each.role() == Role.SYSTEM)
                        .map(ChatMessage::content)
                        .collect(Collectors.joining("\n\n"));
            case "user" -> question.user().id();
            case "userName" -> question.user().name();
            default -> question.conversation().value();
        };
    }

    private JsonArray messages() {
        JsonArray messages = new JsonArray();
        turns.forEach(each -> messages.add(new JsonObject()
                .put("role", each.role().name().toLowerCase(Locale.ROOT))
                .put("content", each.content())));
        return messages;
    }
}
