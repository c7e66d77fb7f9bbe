package dev.rivulet.discord.client;

import dev.rivulet.chat.User;
import dev.rivulet.discord.attachments.Attachment;
import discord4j.discordjson.json.AttachmentData;
import discord4j.discordjson.json.ChannelData;
import discord4j.discordjson.json.MessageData;
import discord4j.discordjson.json.MessageReferenceData;
import discord4j.discordjson.json.PartialMemberData;
import discord4j.discordjson.json.UserData;
import discord4j.discordjson.json.UserWithMemberData;
import discord4j.discordjson.possible.Possible;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Discord4J's data as our records. Numbers: https://discord.com/developers/docs/resources/message and …/channel. */
final class Mapping {
    private static final int DEFAULT = 0;
    private static final int REPLY = 19;
    private static final int COMMAND = 20;
    private static final int THREAD_STARTER = 21;
    private static final int MESSAGE_COMMAND = 23;

    private static final int DIRECT = 1;
    private static final int GROUP_DIRECT = 3;
    private static final int NEWS_THREAD = 10;
    private static final int PRIVATE_THREAD = 12;

    private Mapping() {}

    static DiscordMessage message(MessageData data) {
        UserData author = data.author();
        DiscordMessage referenced =
                orNull(Possible.flatOpt(data.referencedMessage()).map(Mapping::message));
        boolean webhook = !data.webhookId().isAbsent();
        return new DiscordMessage(
                data.id().asString(),
                data.channelId().asString(),
                data.guildId().isAbsent() ? null : data.guildId().get().asString(),
                new User(author.id().asString(), name(author, data.member())),
                webhook
                        || author.bot().toOptional().orElse(false)
                        || author.system().toOptional().orElse(false),
                data.type() == DEFAULT
                        || data.type() == REPLY
                        || data.type() == COMMAND
                        || data.type() == MESSAGE_COMMAND,
                data.content(),
                mentions(data),
                data.type() == REPLY ? referencedId(data) : null,
                data.type() == REPLY || data.type() == THREAD_STARTER ? referenced : null,
                data.attachments().stream().map(Mapping::attachment).toList(),
                instant(data.timestamp()),
                data.components().toOptional().stream()
                        .flatMap(List::stream)
                        .flatMap(row -> row.components().toOptional().stream().flatMap(List::stream))
                        .flatMap(button -> button.customId().toOptional().stream())
                        .toList(),
                orNull(data.interaction().toOptional().map(interaction -> interaction.id())));
    }

    private static @Nullable String referencedId(MessageData data) {
        return orNull(data.messageReference()
                .toOptional()
                .flatMap((MessageReferenceData reference) ->
                        reference.messageId().toOptional())
                .map(id -> id.asString()));
    }

    private static Map<String, String> mentions(MessageData data) {
        Map<String, String> names = new HashMap<>();
        for (UserWithMemberData each : data.mentions()) {
            names.put(each.id().asString(), name(each, each.member()));
        }
        return names;
    }

    /** The name people see: the server's own, else the person's own, else the account's. */
    static String name(UserData user, Possible<PartialMemberData> member) {
        return member.toOptional()
                .flatMap(each -> Possible.flatOpt(each.nick()))
                .or(user::globalName)
                .orElse(user.username());
    }

    static Attachment attachment(AttachmentData data) {
        return new Attachment(data.filename(), data.contentType().toOptional().orElse(null), data.size(), data.url());
    }

    private static Instant instant(String timestamp) {
        try {
            return OffsetDateTime.parse(timestamp).toInstant();
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }

    static Place place(ChannelData data) {
        int type = data.type();
        String id = data.id().asString();
        if (type == DIRECT || type == GROUP_DIRECT) {
            return new Place(id, Place.Kind.DIRECT, null);
        }
        if (type >= NEWS_THREAD && type <= PRIVATE_THREAD) {
            return new Place(
                    id,
                    Place.Kind.THREAD,
                    orNull(Possible.flatOpt(data.parentId()).map(parent -> parent.asString())),
                    orNull(data.ownerId().toOptional().map(owner -> owner.asString())));
        }
        return new Place(id, Place.Kind.CHANNEL, null);
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
