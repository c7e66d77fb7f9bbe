package dev.rivulet.discord.client;

import dev.rivulet.chat.User;
import dev.rivulet.discord.attachments.Attachment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on Discord, as far as this room cares.
 *
 * @param guildId the server; null in direct messages, and in messages read back over REST
 * @param automatic whether a bot, a webhook or Discord itself wrote it
 * @param spoken whether somebody said it, as a message or a reply; all others are notices such as "joined" or "pinned"
 * @param content as Discord has it, mentions in their raw form
 * @param mentions who is mentioned, names by user id
 * @param replyTo the message this one replies to, in the same channel
 * @param referenced that message as Discord sent it along; for a thread's first message, the one the thread hangs on
 * @param customIds of the buttons under it
 * @param commandId the interaction with which somebody used the command that it answers; null for what answers none
 */
public record DiscordMessage(
        String id,
        String channelId,
        @Nullable String guildId,
        User author,
        boolean automatic,
        boolean spoken,
        String content,
        Map<String, String> mentions,
        @Nullable String replyTo,
        @Nullable DiscordMessage referenced,
        List<Attachment> attachments,
        Instant at,
        List<String> customIds,
        @Nullable String commandId) {

    /** A message without buttons that answers no command. */
    public DiscordMessage(
            String id,
            String channelId,
            @Nullable String guildId,
            User author,
            boolean automatic,
            boolean spoken,
            String content,
            Map<String, String> mentions,
            @Nullable String replyTo,
            @Nullable DiscordMessage referenced,
            List<Attachment> attachments,
            Instant at) {
        this(
                id,
                channelId,
                guildId,
                author,
                automatic,
                spoken,
                content,
                mentions,
                replyTo,
                referenced,
                attachments,
                at,
                List.of(),
                null);
    }

    public DiscordMessage {
        mentions = Map.copyOf(mentions);
        attachments = List.copyOf(attachments);
        customIds = List.copyOf(customIds);
    }

    public boolean isFrom(String userId) {
        return author.id().equals(userId);
    }

    /** The same message, known to be of that server: messages read back don't say. */
    public DiscordMessage in(@Nullable String server) {
        return with(channelId, server, content, mentions, attachments);
    }

    /** The same message, as if it had been said in another channel: in the thread that was opened on it. */
    public DiscordMessage movedTo(String otherChannelId) {
        return with(otherChannelId, guildId, content, mentions, attachments);
    }

    /** The same message, and what its author said right after it. */
    public DiscordMessage and(List<DiscordMessage> more) {
        if (more.isEmpty()) {
            return this;
        }
        StringBuilder all = new StringBuilder(content);
        Map<String, String> names = new HashMap<>(mentions);
        List<Attachment> files = new ArrayList<>(attachments);
        for (DiscordMessage each : more) {
            all.append(all.isEmpty() || each.content.isEmpty() ? "" : "\n").append(each.content);
            names.putAll(each.mentions);
            files.addAll(each.attachments);
        }
        return with(channelId, guildId, all.toString(), names, files);
    }

    private DiscordMessage with(
            String channel, @Nullable String server, String text, Map<String, String> names, List<Attachment> files) {
        return new DiscordMessage(
                id,
                channel,
                server,
                author,
                automatic,
                spoken,
                text,
                names,
                replyTo,
                referenced,
                files,
                at,
                customIds,
                commandId);
    }

    /** Without the text: what people say never reaches a log. */
    @Override
    public String toString() {
        return "DiscordMessage[" + id + " in " + channelId + ", " + content.length() + " characters]";
    }
}
