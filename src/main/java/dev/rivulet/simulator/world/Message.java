package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a message.
 *
 * @param kind for {@code THREAD_STARTER}, the message referred to is {@code repliesTo} in the thread's parent
 * @param content at most 2,000 UTF-16 units, without white space at its ends
 * @param repliesTo the message it replies to, or null
 * @param nonce as its writer gave it
 * @param allowedMentions what the writer of the latest version said
 * @param mentions whom this version mentions so that they are pinged
 * @param pinged whom any version so far pinged, or would have pinged had it been written anew
 * @param edits how often it was edited
 * @param visibleTo the only user who sees it (an ephemeral answer), or null when all do
 * @param threadId the thread started from it, or null
 */
public record Message(
        long id,
        long channelId,
        MessageKind kind,
        User author,
        String content,
        @Nullable Long repliesTo,
        @Nullable Object nonce,
        AllowedMentions allowedMentions,
        Pings mentions,
        Pings pinged,
        JsonArray embeds,
        JsonArray components,
        int flags,
        List<Attachment> attachments,
        List<Reaction> reactions,
        @Nullable Instant editedAt,
        int edits,
        @Nullable Long visibleTo,
        @Nullable Long threadId,
        @Nullable Long interactionId) {
    public Message {
        attachments = List.copyOf(attachments);
        reactions = List.copyOf(reactions);
    }

    public boolean isVisibleTo(long userId) {
        return visibleTo == null || visibleTo == userId || author.id() == userId;
    }

    public Instant createdAt() {
        return Snowflakes.timeOf(id);
    }

    Message withReactions(List<Reaction> newReactions) {
        return new Message(
                id,
                channelId,
                kind,
                author,
                content,
                repliesTo,
                nonce,
                allowedMentions,
                mentions,
                pinged,
                embeds,
                components,
                flags,
                attachments,
                newReactions,
                editedAt,
                edits,
                visibleTo,
                threadId,
                interactionId);
    }

    Message withThread(long newThreadId) {
        return new Message(
                id,
                channelId,
                kind,
                author,
                content,
                repliesTo,
                nonce,
                allowedMentions,
                mentions,
                pinged,
                embeds,
                components,
                flags | MessageFlags.HAS_THREAD,
                attachments,
                reactions,
                editedAt,
                edits,
                visibleTo,
                newThreadId,
                interactionId);
    }

    /** The next version. What the change leaves out stays as it was. */
    Message edited(String newContent, Change change, Pings newMentions, List<Attachment> newAttachments, Instant at) {
        return new Message(
                id,
                channelId,
                kind,
                author,
                newContent,
                repliesTo,
                nonce,
                change.allowedMentions(),
                newMentions,
                pinged.and(newMentions),
                change.embeds() == null ? embeds : change.embeds(),
                change.components() == null ? components : Components.numbered(change.components()),
                MessageFlags.edited(flags, change.flags()),
                newAttachments,
                reactions,
                at,
                edits + 1,
                visibleTo,
                threadId,
                interactionId);
    }
}
