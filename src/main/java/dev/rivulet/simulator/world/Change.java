package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a message; null leaves a part as it is.
 *
 * @param keptAttachments the ids of the files that stay; null keeps all
 * @param uploads files that come in addition
 */
public record Change(
        @Nullable String content,
        @Nullable JsonArray embeds,
        @Nullable JsonArray components,
        @Nullable Integer flags,
        AllowedMentions allowedMentions,
        @Nullable Set<Long> keptAttachments,
        List<Upload> uploads) {
    public Change {
        keptAttachments = keptAttachments == null ? null : Set.copyOf(keptAttachments);
        uploads = List.copyOf(uploads);
    }

    public static Change text(String content) {
        return new Change(content, null, null, null, AllowedMentions.UNLIMITED, null, List.of());
    }
}
