package dev.rivulet.discord.client;

import org.jspecify.annotations.Nullable;

/**
 * Where a message was said.
 *
 * @param parentId the channel a thread hangs on; null for all others
 * @param ownerId who opened it, for a thread
 */
public record Place(
        String channelId,
        Kind kind,
        @Nullable String parentId,
        @Nullable String ownerId) {

    public Place(String channelId, Kind kind, @Nullable String parentId) {
        this(channelId, kind, parentId, null);
    }

    /** A thread on a message of that channel; its id is the message's. */
    public static Place threadOn(DiscordMessage message, String ownerId) {
        return new Place(message.id(), Kind.THREAD, message.channelId(), ownerId);
    }

    /** How a conversation is held together there. */
    public enum Kind {
        /** Many conversations beside each other, each a chain of replies. */
        CHANNEL,
        /** One conversation. */
        THREAD,
        /** One conversation with one person. */
        DIRECT,
        /** A server's channel or thread; Discord didn't say which. */
        UNKNOWN
    }

    /** Whether there are many conversations beside each other, as far as is known. */
    public boolean isShared() {
        return kind == Kind.CHANNEL || kind == Kind.UNKNOWN;
    }

    /** The channel as the configuration and routing rules name it: a thread counts as the channel it hangs on. */
    public String listedAs() {
        return parentId == null ? channelId : parentId;
    }
}
