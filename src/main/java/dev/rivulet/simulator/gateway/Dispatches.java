package dev.rivulet.simulator.gateway;

import dev.rivulet.simulator.json.ChannelJson;
import dev.rivulet.simulator.json.GuildJson;
import dev.rivulet.simulator.json.Ids;
import dev.rivulet.simulator.json.InteractionJson;
import dev.rivulet.simulator.json.MessageJson;
import dev.rivulet.simulator.json.RoleJson;
import dev.rivulet.simulator.json.UserJson;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.DirectChannel;
import dev.rivulet.simulator.world.Guild;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.Role;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import dev.rivulet.simulator.world.WorldEvent;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** What a session hears of an event, if it may. */
final class Dispatches {
    private final World world;
    private final MessageJson view;

    Dispatches(World world, MessageJson view) {
        this.world = world;
        this.view = view;
    }

    void to(Session session, WorldEvent event) {
        switch (event) {
            case WorldEvent.MessageCreated created -> created(session, created.message());
            case WorldEvent.MessageUpdated updated -> message(session, "MESSAGE_UPDATE", updated.message());
            case WorldEvent.MessageDeleted deleted -> deleted(session, deleted.message());
            case WorldEvent.TypingStarted typing -> typing(session, typing.channel(), typing.user());
            case WorldEvent.ReactionAdded added ->
                reaction(session, "MESSAGE_REACTION_ADD", added.message(), added.user(), added.emoji());
            case WorldEvent.ReactionRemoved removed ->
                reaction(session, "MESSAGE_REACTION_REMOVE", removed.message(), removed.user(), removed.emoji());
            case WorldEvent.ChannelCreated created -> channel(session, "CREATE", created.channel());
            case WorldEvent.ChannelUpdated updated -> channel(session, "UPDATE", updated.channel());
            case WorldEvent.ChannelDeleted deleted -> channel(session, "DELETE", deleted.channel());
            case WorldEvent.MemberJoined joined -> member(session, "GUILD_MEMBER_ADD", joined.guild(), joined.user());
            case WorldEvent.MemberUpdated updated ->
                member(session, "GUILD_MEMBER_UPDATE", updated.guild(), updated.user());
            case WorldEvent.RoleCreated created -> role(session, created.role());
            case WorldEvent.GuildUpdated updated -> guild(session, updated.guild());
            case WorldEvent.InteractionCreated created -> interaction(session, created.interaction());
            case WorldEvent.InteractionAnswered answered -> {}
            case WorldEvent.InteractionFailed failed -> {}
            case WorldEvent.RestExchange exchange -> {}
        }
    }

    private void created(Session session, Message message) {
        message(session, "MESSAGE_CREATE", message);
    }

    private void message(Session session, String name, Message message) {
        var channel = world.channel(message.channelId());
        if (hears(session, channel, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES)
                && (message.visibleTo() == null || message.author().id() == session.user.id())) {
            boolean readable = !session.user.bot() || session.has(Intent.MESSAGE_CONTENT);
            var json = view.event(message, session.user, readable);
            if (name.equals("MESSAGE_CREATE") && message.nonce() != null) {
                json.put("nonce", message.nonce());
            }
            session.dispatch(name, json);
        }
    }

    private void deleted(Session session, Message message) {
        var channel = world.channel(message.channelId());
        if (hears(session, channel, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES) && message.visibleTo() == null) {
            session.dispatch("MESSAGE_DELETE", place(channel).put("id", Ids.of(message.id())));
        }
    }

    private void typing(Session session, Channel channel, User user) {
        if (hears(session, channel, Intent.GUILD_MESSAGE_TYPING, Intent.DIRECT_MESSAGE_TYPING)) {
            var json = place(channel)
                    .put("user_id", Ids.of(user.id()))
                    .put("timestamp", Instant.now().getEpochSecond());
            if (channel.guildId() != null) {
                json.put("member", UserJson.member(world, world.guild(channel.guildId()), user));
            }
            session.dispatch("TYPING_START", json);
        }
    }

    private void reaction(Session session, String name, Message message, User user, String emoji) {
        var channel = world.channel(message.channelId());
        if (hears(session, channel, Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS)) {
            var json = place(channel)
                    .put("user_id", Ids.of(user.id()))
                    .put("message_id", Ids.of(message.id()))
                    .put("message_author_id", Ids.of(message.author().id()))
                    .put("emoji", MessageJson.emoji(emoji))
                    .put("burst", false)
                    .put("type", 0);
            if (channel.guildId() != null && name.endsWith("ADD")) {
                json.put("member", UserJson.member(world, world.guild(channel.guildId()), user));
            }
            session.dispatch(name, json);
        }
    }

    private void channel(Session session, String verb, Channel channel) {
        boolean direct = channel instanceof DirectChannel;
        if (hears(session, channel, Intent.GUILDS, Intent.DIRECT_MESSAGES) && (!direct || verb.equals("CREATE"))) {
            var json = ChannelJson.channel(world, channel, session.user);
            boolean thread = channel instanceof ThreadChannel;
            if (thread && verb.equals("CREATE")) {
                json.put("newly_created", true);
            }
            session.dispatch((thread ? "THREAD_" : "CHANNEL_") + verb, json);
        }
    }

    private void interaction(Session session, Interaction interaction) {
        if (interaction.applicationId() == session.user.id()) {
            session.dispatch("INTERACTION_CREATE", InteractionJson.event(world, view, interaction, session.user));
        }
    }

    private void member(Session session, String name, Guild guild, User user) {
        if (session.has(Intent.GUILD_MEMBERS) && world.isMember(guild.id(), session.user.id())) {
            session.dispatch(name, UserJson.member(world, guild, user).put("guild_id", Ids.of(guild.id())));
        }
    }

    private void role(Session session, Role role) {
        if (session.has(Intent.GUILDS) && world.isMember(role.guildId(), session.user.id())) {
            session.dispatch(
                    "GUILD_ROLE_CREATE",
                    new JsonObject().put("guild_id", Ids.of(role.guildId())).put("role", RoleJson.role(role)));
        }
    }

    private void guild(Session session, Guild guild) {
        if (session.has(Intent.GUILDS) && world.isMember(guild.id(), session.user.id())) {
            session.dispatch("GUILD_UPDATE", GuildJson.guild(world, guild));
        }
    }

    private boolean hears(Session session, Channel channel, Intent inGuilds, Intent inDirects) {
        return session.has(channel.guildId() == null ? inDirects : inGuilds)
                && world.allows(channel, session.user.id(), Permission.VIEW_CHANNEL);
    }

    private static JsonObject place(Channel channel) {
        var json = new JsonObject().put("channel_id", Ids.of(channel.id()));
        return channel.guildId() == null ? json : json.put("guild_id", Ids.of(channel.guildId()));
    }
}
