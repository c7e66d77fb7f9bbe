package dev.rivulet.simulator.json;

import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.DirectChannel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Snowflakes;
import dev.rivulet.simulator.world.TextChannel;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Channels.
 *
 * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-channel-types">Channel types</a>
 */
public final class ChannelJson {
    private static final int TEXT = 0;
    private static final int DIRECT = 1;
    private static final int PUBLIC_THREAD = 11;
    private static final int PRIVATE_THREAD = 12;

    private ChannelJson() {}

    /** @param viewer whose view it is: a direct conversation shows the other one */
    public static JsonObject channel(World world, Channel channel, User viewer) {
        var messages = world.messages().list(channel.id());
        var json = new JsonObject()
                .put("id", Ids.of(channel.id()))
                .put("type", type(channel))
                .put("flags", 0)
                .put(
                        "last_message_id",
                        messages.isEmpty() ? null : Ids.of(messages.getLast().id()));
        return switch (channel) {
            case TextChannel text -> text(json, text);
            case ThreadChannel thread -> thread(json, thread, messages);
            case DirectChannel direct -> direct(json, direct, viewer);
        };
    }

    static int type(Channel channel) {
        return switch (channel) {
            case TextChannel text -> TEXT;
            case ThreadChannel thread -> thread.invitationOnly() ? PRIVATE_THREAD : PUBLIC_THREAD;
            case DirectChannel direct -> DIRECT;
        };
    }

    private static JsonObject text(JsonObject json, TextChannel text) {
        return json.put("guild_id", Ids.of(text.guildId()))
                .put("name", text.name())
                .put("topic", text.topic())
                .put("position", text.position())
                .put("parent_id", null)
                .put("nsfw", false)
                .put("rate_limit_per_user", 0)
                .put("permission_overwrites", new JsonArray());
    }

    private static JsonObject thread(JsonObject json, ThreadChannel thread, List<Message> messages) {
        var created = Times.of(Snowflakes.timeOf(thread.id()));
        return json.put("guild_id", Ids.of(thread.guildId()))
                .put("parent_id", Ids.of(thread.parentId()))
                .put("name", thread.name())
                .put("owner_id", Ids.of(thread.ownerId()))
                .put("message_count", messages.size())
                .put("total_message_sent", messages.size())
                .put("member_count", 1)
                .put("rate_limit_per_user", 0)
                .put(
                        "thread_metadata",
                        new JsonObject()
                                .put("archived", thread.archived())
                                .put("archive_timestamp", created)
                                .put("auto_archive_duration", thread.autoArchiveMinutes())
                                .put("locked", thread.locked())
                                .put("create_timestamp", created))
                .put(
                        "member",
                        new JsonObject()
                                .put("id", Ids.of(thread.id()))
                                .put("user_id", Ids.of(thread.ownerId()))
                                .put("join_timestamp", created)
                                .put("flags", 0));
    }

    private static JsonObject direct(JsonObject json, DirectChannel direct, User viewer) {
        var recipients = new JsonArray();
        direct.members().stream()
                .filter(member -> member.id() != viewer.id())
                .forEach(member -> recipients.add(UserJson.user(member)));
        return json.put("recipients", recipients);
    }
}
