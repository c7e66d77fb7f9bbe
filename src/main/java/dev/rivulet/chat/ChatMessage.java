package dev.rivulet.chat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation.
 *
 * @param at when it was said, where that is known
 * @param backend the name of the backend that gave this turn, for {@link Role#ASSISTANT} turns whose origin is known
 */
public record ChatMessage(
        Role role,
        String content,
        @Nullable Instant at,
        @Nullable String backend,
        List<Image> images) {

    /** Who said it. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    public ChatMessage {
        images = List.copyOf(images);
    }

    public static ChatMessage system(String content) {
        return new ChatMessage(Role.SYSTEM, content, null, null, List.of());
    }

    public static ChatMessage user(String content) {
        return new ChatMessage(Role.USER, content, null, null, List.of());
    }

    public static ChatMessage assistant(String content) {
        return new ChatMessage(Role.ASSISTANT, content, null, null, List.of());
    }

    /** Without the text: what people say never reaches a log. */
    @Override
    public String toString() {
        return "ChatMessage[" + role + ", " + content.length() + " characters, " + images.size() + " images]";
    }
}
