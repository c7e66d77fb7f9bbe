package dev.rivulet.discord;

import org.jspecify.annotations.Nullable;

/**
 * Where a message was said.
 *
 * @param parentId the channel a thread hangs on; null for all others
 */
record Place(String channelId, Kind kind, @Nullable String parentId) {

    /** How a conversation is held together there. */
    enum Kind {
        /** Many conversations beside each other, each a chain of replies. */
        CHANNEL,
        /** One conversation. */
        THREAD,
        /** One conversation with one person. */
        DIRECT
    }

    /** The channel as the configuration and routing rules name it: a thread counts as the channel it hangs on. */
    String listedAs() {
        return parentId == null ? channelId : parentId;
    }
}
