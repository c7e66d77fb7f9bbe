package dev.rivulet.discord.history;

import dev.rivulet.chat.User;
import dev.rivulet.discord.attachments.Attachment;
import dev.rivulet.discord.client.DiscordMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages for tests, by what matters in each. */
public final class Messages {
    public static final String SELF = "1000";
    public static final String CHANNEL = "2000";

    private Messages() {}

    public static DiscordMessage said(String id, String authorId, String content) {
        return new DiscordMessage(
                id,
                CHANNEL,
                "3000",
                new User(authorId, "name-" + authorId),
                authorId.equals(SELF),
                true,
                content,
                Map.of(),
                null,
                null,
                List.of(),
                Instant.EPOCH);
    }

    public static DiscordMessage replyTo(@Nullable DiscordMessage referenced, DiscordMessage message) {
        return new DiscordMessage(
                message.id(),
                message.channelId(),
                message.guildId(),
                message.author(),
                message.automatic(),
                message.spoken(),
                message.content(),
                message.mentions(),
                referenced == null ? null : referenced.id(),
                referenced,
                message.attachments(),
                message.at());
    }

    public static DiscordMessage mentioning(DiscordMessage message, Map<String, String> mentions) {
        return new DiscordMessage(
                message.id(),
                message.channelId(),
                message.guildId(),
                message.author(),
                message.automatic(),
                message.spoken(),
                message.content(),
                mentions,
                message.replyTo(),
                message.referenced(),
                message.attachments(),
                message.at());
    }

    public static DiscordMessage direct(DiscordMessage message) {
        return new DiscordMessage(
                message.id(),
                message.channelId(),
                null,
                message.author(),
                message.automatic(),
                message.spoken(),
                message.content(),
                message.mentions(),
                message.replyTo(),
                message.referenced(),
                message.attachments(),
                message.at());
    }

    public static DiscordMessage kind(DiscordMessage message, boolean automatic, boolean spoken) {
        return new DiscordMessage(
                message.id(),
                message.channelId(),
                message.guildId(),
                message.author(),
                automatic,
                spoken,
                message.content(),
                message.mentions(),
                message.replyTo(),
                message.referenced(),
                message.attachments(),
                message.at());
    }

    public static DiscordMessage with(DiscordMessage message, Attachment... attachments) {
        return new DiscordMessage(
                message.id(),
                message.channelId(),
                message.guildId(),
                message.author(),
                message.automatic(),
                message.spoken(),
                message.content(),
                message.mentions(),
                message.replyTo(),
                message.referenced(),
                List.of(attachments),
                message.at());
    }
}
