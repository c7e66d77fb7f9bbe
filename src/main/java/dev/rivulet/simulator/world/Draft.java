package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message about to be written.
 *
 * @param repliesTo the id of a message in the same channel, or null
 * @param replyMustExist whether to refuse the message, rather than post it as no reply, when that one is gone
 * @param nonce what the writer recognises the message by, or null
 * @param enforceNonce whether a message of the same author and nonce, not older than a few minutes, is to be returned instead
 * @param flags bits of <a href="https://discord.com/developers/docs/resources/message#message-object-message-flags">message
 *     flags</a>
 */
public record Draft(
        String content,
        @Nullable Long repliesTo,
        boolean replyMustExist,
        @Nullable Object nonce,
        boolean enforceNonce,
        AllowedMentions allowedMentions,
        JsonArray embeds,
        JsonArray components,
        int flags,
        List<Upload> uploads) {
    public Draft {
        uploads = List.copyOf(uploads);
    }

    /** A message of nothing but text. */
    public static Draft text(String content) {
        return new Draft(
                content,
                null,
                true,
                null,
                false,
                AllowedMentions.UNLIMITED,
                new JsonArray(),
                new JsonArray(),
                0,
                List.of());
    }

    public Draft replyingTo(@Nullable Long messageId) {
        return new Draft(
                content,
                messageId,
                replyMustExist,
                nonce,
                enforceNonce,
                allowedMentions,
                embeds,
                components,
                flags,
                uploads);
    }

    public Draft with(Upload upload) {
        var all = new ArrayList<>(uploads);
        all.add(upload);
        return new Draft(
                content,
                repliesTo,
                replyMustExist,
                nonce,
                enforceNonce,
                allowedMentions,
                embeds,
                components,
                flags,
                all);
    }

    public Draft with(AllowedMentions allowed) {
        return new Draft(
                content, repliesTo, replyMustExist, nonce, enforceNonce, allowed, embeds, components, flags, uploads);
    }

    /** Whether there is nothing but text, if at all. */
    boolean isOnlyText() {
        return embeds.isEmpty() && components.isEmpty() && uploads.isEmpty();
    }

    Draft withFlags(int newFlags) {
        return new Draft(
                content,
                repliesTo,
                replyMustExist,
                nonce,
                enforceNonce,
                allowedMentions,
                embeds,
                components,
                newFlags,
                uploads);
    }

    /** As an edit that replaces what a message shows. */
    Change asChange() {
        return new Change(content, embeds, components, null, allowedMentions, null, uploads);
    }
}
