package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Something people can call an application by.
 *
 * @param guildId the only server in which it is, or null for everywhere
 * @param type 1 for a slash command, 2 and 3 for the menus of a user and a message
 * @param definition as the application registered it
 */
public record Command(
        long id,
        long version,
        long applicationId,
        @Nullable Long guildId,
        int type,
        String name,
        JsonObject definition) {}
