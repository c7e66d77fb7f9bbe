package dev.rivulet.chat;

import org.jspecify.annotations.Nullable;

/**
 * Where a question comes from, as far as routing rules and system prompts care.
 *
 * @param server a Discord server's (guild's) id; null in direct messages and where there is none
 * @param channel a channel's id; for a thread, its parent channel's
 * @param profile the name of the system prompt asked for; null leaves the choice to the router
 * @param serverName as people know it; null where that isn't known
 * @param channelName as people know it, a thread's own; null where that isn't known
 */
public record Origin(
        @Nullable String server,
        @Nullable String channel,
        @Nullable String profile,
        @Nullable String serverName,
        @Nullable String channelName) {
    /** Nothing is known. */
    public static final Origin UNKNOWN = new Origin(null, null, null);

    /** Without names. */
    public Origin(@Nullable String server, @Nullable String channel, @Nullable String profile) {
        this(server, channel, profile, null, null);
    }
}
