package dev.rivulet.simulator.json;

import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Commands;
import dev.rivulet.simulator.world.Guild;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the ids in an interaction's data stand for: the message of a menu, users, channels, roles and files of options. */
final class Resolved {
    private static final int USER = 6;
    private static final int CHANNEL = 7;
    private static final int ROLE = 8;
    private static final int MENTIONABLE = 9;
    private static final int ATTACHMENT = 11;

    private final World world;
    private final MessageJson messages;
    private final Interaction interaction;
    private final User application;
    private final JsonObject found = new JsonObject();

    private Resolved(World world, MessageJson messages, Interaction interaction, User application) {
        this.world = world;
        this.messages = messages;
        this.interaction = interaction;
        this.application = application;
    }

    static JsonObject data(World world, MessageJson messages, Interaction interaction, User application) {
        var resolved = new Resolved(world, messages, interaction, application);
        var data = interaction.data().copy();
        if (data.getInteger("type", 0) == Commands.MESSAGE && interaction.kind() == Interaction.Kind.COMMAND) {
            resolved.message(data.getString("target_id"));
        }
        resolved.options(data.getJsonArray("options", new JsonArray()));
        return resolved.found.isEmpty() ? data : data.put("resolved", resolved.found);
    }

    /** A member with what they may do in the channel. */
    static JsonObject member(World world, Guild guild, Channel channel, User user) {
        return UserJson.member(world, guild, user)
                .put("permissions", RoleJson.permissions(world.permissionsIn(channel, user.id())));
    }

    private void message(String id) {
        world.messages()
                .find(interaction.channelId(), Long.parseUnsignedLong(id))
                .ifPresent(message -> put("messages", id, messages.message(message, application, true)));
    }

    private void options(JsonArray options) {
        for (var each : options) {
            var option = (JsonObject) each;
            if (option.getValue("options") instanceof JsonArray deeper) {
                options(deeper);
            } else if (!option.getBoolean("focused", false)) {
                option(option.getInteger("type"), String.valueOf(option.getValue("value")));
            }
        }
    }

    private void option(int type, String id) {
        switch (type) {
            case USER -> user(id);
            case CHANNEL -> channel(id);
            case ROLE -> role(id);
            case MENTIONABLE -> {
                user(id);
                role(id);
            }
            case ATTACHMENT ->
                interaction.files().stream()
                        .filter(file -> Ids.of(file.id()).equals(id))
                        .forEach(file -> put("attachments", id, messages.attachment(file)));
            default -> {}
        }
    }

    private void user(String id) {
        world.findUser(Long.parseUnsignedLong(id)).ifPresent(user -> {
            put("users", id, UserJson.user(user));
            var channel = world.channel(interaction.channelId());
            if (channel.guildId() != null && world.isMember(channel.guildId(), user.id())) {
                var member = member(world, world.guild(channel.guildId()), channel, user);
                member.remove("user");
                put("members", id, member);
            }
        });
    }

    private void channel(String id) {
        var channel = world.channel(Long.parseUnsignedLong(id));
        put(
                "channels",
                id,
                new JsonObject()
                        .put("id", id)
                        .put("name", channel.name())
                        .put("type", ChannelJson.type(channel))
                        .put(
                                "permissions",
                                RoleJson.permissions(world.permissionsIn(
                                        channel, interaction.invoker().id()))));
    }

    private void role(String id) {
        var guildId = world.channel(interaction.channelId()).guildId();
        if (guildId != null) {
            world.members().roles(guildId).stream()
                    .filter(role -> Ids.of(role.id()).equals(id))
                    .forEach(role -> put("roles", id, RoleJson.role(role)));
        }
    }

    private void put(String kind, String id, JsonObject json) {
        var all = found.getJsonObject(kind);
        if (all == null) {
            all = new JsonObject();
            found.put(kind, all);
        }
        all.put(id, json);
    }
}
