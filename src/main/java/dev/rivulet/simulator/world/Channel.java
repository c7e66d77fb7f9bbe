package dev.rivulet.simulator.world;

import org.jspecify.annotations.Nullable;

/** Where messages stand: a server's text channel, a thread below one, or a direct conversation of two. */
public sealed interface Channel permits TextChannel, ThreadChannel, DirectChannel {
    long id();

    /** The server's id; null for a direct conversation. */
    @Nullable Long guildId();

    /** What people see at the top. */
    String name();
}
