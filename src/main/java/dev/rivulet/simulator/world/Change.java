package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** An edit of a message; null leaves a part as it is. */
public record Change(
        @Nullable String content,
        @Nullable JsonArray embeds,
        @Nullable JsonArray components,
        @Nullable Integer flags,
        AllowedMentions allowedMentions) {
    public static Change text(String content) {
        return new Change(content, null, null, null, AllowedMentions.UNLIMITED);
    }
}
