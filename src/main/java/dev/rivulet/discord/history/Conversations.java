package dev.rivulet.discord.history;

import dev.rivulet.chat.ConversationId;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which conversation a question belongs to. The name is what an agent's memory of its own goes by, so two lines of a conversation never share one.
 * Forgotten at a restart; used on the verticle's context.
 */
public final class Conversations {
    private static final int REMEMBERED = 10_000;

    /** By message. */
    private final Map<String, Asked> conversations = new Remembered<>();
    /** Who asked last, by conversation. */
    private final Map<ConversationId, String> newest = new Remembered<>();

    /** @param by the message or interaction that asked */
    private record Asked(ConversationId conversation, String by) {}

    Conversations() {}

    /** All that is said in a thread or a direct message. */
    public static ConversationId whole(Place place) {
        return named(place.channelId());
    }

    /** What begins with that message or interaction, in a channel where conversations stand side by side. */
    static ConversationId begunBy(String id, String channelId) {
        return named(channelId, id);
    }

    private static ConversationId named(String... ids) {
        return new ConversationId("discord:" + String.join(":", ids));
    }

    /** Has a question go on in the conversation of a message, as far as that is remembered. */
    public void follow(String questionId, String messageId) {
        Asked known = conversations.get(messageId);
        if (known != null) {
            conversations.put(questionId, known);
        }
    }

    /** A question is being asked in that conversation, or is again, as it is now. */
    public void asks(String by, ConversationId conversation) {
        newest.put(conversation, by);
    }

    /**
     * Remembers that a message answers in a conversation, so that replies to it go on there, however long the chain has grown.
     *
     * @param by who asked
     */
    public void remember(String messageId, String by, ConversationId conversation) {
        conversations.put(messageId, new Asked(conversation, by));
    }

    /** Whether the question was told to {@link #follow} a message. */
    boolean follows(DiscordMessage question) {
        return conversations.containsKey(question.id());
    }

    /**
     * Goes on after the newest of these messages that is remembered. Where something else was asked after it meanwhile, that is a
     * conversation beside the other one: neither is to hear the other's words from a memory that both would share.
     *
     * @param ids of messages, the newest last
     * @param unknown the conversation's name where none is remembered
     */
    Earlier after(
            List<String> ids,
            ConversationId unknown,
            DiscordMessage question,
            List<DiscordMessage> messages,
            boolean whole) {
        Asked last = ids.reversed().stream()
                .map(conversations::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        ConversationId conversation = last == null ? unknown : last.conversation();
        String by = newest.get(conversation);
        boolean goesOn = by != null && (by.equals(question.id()) || isBy(last, by));
        Earlier earlier = new Earlier(conversation, messages, whole, goesOn);
        return by == null || goesOn ? earlier : earlier.apart(question.id());
    }

    private static boolean isBy(@Nullable Asked last, String by) {
        return last != null && by.equals(last.by());
    }

    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
