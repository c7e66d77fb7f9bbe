package dev.rivulet.simulator.world;

import org.jspecify.annotations.Nullable;

/** A text channel of a server. */
public record TextChannel(
        long id, Long guildId, String name, @Nullable String topic, int position) implements Channel {}
