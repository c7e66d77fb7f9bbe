package dev.rivulet.simulator.json;

import dev.rivulet.simulator.world.Attachment;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.MessageKind;
import dev.rivulet.simulator.world.Reaction;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Messages. */
public final class MessageJson {
    private final World world;
    private final String origin;

    /** @param origin where attachments are served, such as {@code http://127.0.0.1:4000} */
    public MessageJson(World world, String origin) {
        this.world = world;
        this.origin = origin;
    }

    /** A message as it stands, with the one it replies to. */
    public JsonObject message(Message message, User viewer, boolean mayReadContent) {
        var json = alone(message, viewer, mayReadContent);
        if (message.repliesTo() != null) {
            json.put(
                    "referenced_message",
                    world.messages()
                            .find(channelOfReference(message), message.repliesTo())
                            .map(original -> alone(original, viewer, mayReadContent))
                            .orElse(null));
        }
        return json;
    }

    /** As the gateway sends it: also with the server, and the author as its member. */
    public JsonObject event(Message message, User viewer, boolean mayReadContent) {
        var json = message(message, viewer, mayReadContent);
        var guildId = world.channel(message.channelId()).guildId();
        if (guildId != null) {
            json.put("guild_id", Ids.of(guildId))
                    .put("member", UserJson.memberOnly(world, world.guild(guildId), message.author()));
            if (message.visibleTo() != null) {
                json.remove("member");
            }
        }
        return json;
    }

    private JsonObject alone(Message message, User viewer, boolean mayReadContent) {
        var readable = mayReadContent || isAlwaysReadable(message, viewer);
        var json = new JsonObject()
                .put("id", Ids.of(message.id()))
                .put("channel_id", Ids.of(message.channelId()))
                .put("type", message.kind().code())
                .put("author", UserJson.user(message.author()))
                .put("content", readable ? message.content() : "")
                .put("timestamp", Times.of(message.createdAt()))
                .put("edited_timestamp", Times.ofNullable(message.editedAt()))
                .put("tts", false)
                .put("mention_everyone", message.mentions().everyone())
                .put("mentions", mentions(message))
                .put("mention_roles", Ids.of(message.mentions().roles()))
                .put("attachments", readable ? attachments(message) : new JsonArray())
                .put("embeds", readable ? message.embeds().copy() : new JsonArray())
                .put("components", readable ? message.components().copy() : new JsonArray())
                .put("pinned", false)
                .put("flags", message.flags());
        if (!message.reactions().isEmpty()) {
            json.put("reactions", reactions(message, viewer));
        }
        if (message.repliesTo() != null) {
            json.put("message_reference", reference(message, message.repliesTo()));
        }
        if (message.threadId() != null) {
            json.put("thread", ChannelJson.channel(world, world.channel(message.threadId()), viewer));
        }
        if (message.interactionId() != null) {
            Interaction interaction = world.interactions().get(message.interactionId());
            json.put("application_id", Ids.of(message.author().id()))
                    .put("webhook_id", Ids.of(message.author().id()))
                    .put("interaction_metadata", InteractionJson.metadata(world, interaction));
            if (interaction.kind() == Interaction.Kind.COMMAND) {
                json.put("interaction", InteractionJson.answeredCommand(interaction));
            }
        }
        return json;
    }

    /**
     * Without the Message Content intent a bot still reads its own messages, direct ones, and those that mention it.
     *
     * @see <a href="https://discord.com/developers/docs/events/gateway#message-content-intent">Message Content intent</a>
     */
    private boolean isAlwaysReadable(Message message, User viewer) {
        return message.author().id() == viewer.id()
                || message.mentions().users().contains(viewer.id())
                || world.channel(message.channelId()).guildId() == null;
    }

    private JsonObject reference(Message message, long repliesTo) {
        var json = new JsonObject()
                .put("type", 0)
                .put("channel_id", Ids.of(channelOfReference(message)))
                .put("message_id", Ids.of(repliesTo));
        Channel channel = world.channel(message.channelId());
        return channel.guildId() == null ? json : json.put("guild_id", Ids.of(channel.guildId()));
    }

    private long channelOfReference(Message message) {
        return message.kind() == MessageKind.THREAD_STARTER
                        && world.channel(message.channelId()) instanceof ThreadChannel thread
                ? thread.parentId()
                : message.channelId();
    }

    private JsonArray mentions(Message message) {
        var array = new JsonArray();
        message.mentions().users().stream()
                .sorted()
                .flatMap(id -> world.findUser(id).stream())
                .forEach(user -> array.add(UserJson.user(user)));
        return array;
    }

    private JsonArray attachments(Message message) {
        var array = new JsonArray();
        message.attachments().forEach(attachment -> array.add(attachment(attachment)));
        return array;
    }

    public JsonObject attachment(Attachment attachment) {
        var json = new JsonObject()
                .put("id", Ids.of(attachment.id()))
                .put("filename", attachment.filename())
                .put("size", attachment.size())
                .put("url", url(attachment))
                .put("proxy_url", url(attachment));
        if (attachment.contentType() != null) {
            json.put("content_type", attachment.contentType());
        }
        if (attachment.description() != null) {
            json.put("description", attachment.description());
        }
        return json;
    }

    private String url(Attachment attachment) {
        if (attachment.url() != null) {
            return attachment.url();
        }
        var path = attachment.path();
        var name =
                URLEncoder.encode(attachment.filename(), StandardCharsets.UTF_8).replace("+", "%20");
        return origin + path.substring(0, path.lastIndexOf('/') + 1) + name;
    }

    private static JsonArray reactions(Message message, User viewer) {
        var array = new JsonArray();
        for (Reaction reaction : message.reactions()) {
            array.add(new JsonObject()
                    .put("emoji", emoji(reaction.emoji()))
                    .put("count", reaction.userIds().size())
                    .put(
                            "count_details",
                            new JsonObject()
                                    .put("burst", 0)
                                    .put("normal", reaction.userIds().size()))
                    .put("burst_colors", new JsonArray())
                    .put("me_burst", false)
                    .put("me", reaction.userIds().contains(viewer.id())));
        }
        return array;
    }

    /** @param emoji a Unicode emoji, or {@code name:id} */
    public static JsonObject emoji(String emoji) {
        int colon = emoji.indexOf(':');
        return colon < 0
                ? new JsonObject().put("id", null).put("name", emoji)
                : new JsonObject().put("id", emoji.substring(colon + 1)).put("name", emoji.substring(0, colon));
    }
}
