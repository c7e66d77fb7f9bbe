package dev.rivulet.router;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Image;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Questions for tests. */
final class Questions {
    private Questions() {}

    /** In a conversation of its own. */
    static ChatRequest question(String user) {
        String id = UUID.randomUUID().toString();
        return question(id, id, user, Origin.UNKNOWN, null, null);
    }

    /** Of so many MB. */
    static ChatRequest withPicture(String user, int megabytes) {
        String id = UUID.randomUUID().toString();
        ChatMessage message = new ChatMessage(
                ChatMessage.Role.USER, "?", null, null, List.of(new Image("image/png", "A".repeat(megabytes << 20))));
        return new ChatRequest(
                id, new ConversationId(id), new User(user, user), Origin.UNKNOWN, List.of(message), null, null);
    }

    /** A title for somebody's question. */
    static ChatRequest title(String user) {
        ChatRequest asked = question(user);
        return new ChatRequest(
                asked.requestId(),
                asked.conversation(),
                asked.user(),
                new Origin("home", "lounge", null),
                asked.messages(),
                null,
                null,
                ChatRequest.Purpose.TITLE);
    }

    static ChatRequest question(String conversation, String user) {
        return question(UUID.randomUUID().toString(), conversation, user, Origin.UNKNOWN, null, null);
    }

    static ChatRequest question(
            String requestId,
            String conversation,
            String user,
            Origin origin,
            @Nullable String backend,
            @Nullable String model) {
        return new ChatRequest(
                requestId,
                new ConversationId(conversation),
                new User(user, user),
                origin,
                List.of(ChatMessage.user("?")),
                backend,
                model);
    }
}
