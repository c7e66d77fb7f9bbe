package dev.rivulet.simulator.json;

import dev.rivulet.simulator.world.Command;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.MessageFlags;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Commands, their use, and what is said about an answer to it. */
public final class InteractionJson {
    private InteractionJson() {}

    public static JsonObject command(Command command) {
        var json = command.definition()
                .copy()
                .put("id", Ids.of(command.id()))
                .put("application_id", Ids.of(command.applicationId()))
                .put("version", Ids.of(command.version()))
                .put("type", command.type());
        if (command.guildId() != null) {
            json.put("guild_id", Ids.of(command.guildId()));
        }
        for (var nullable :
                new String[] {"default_member_permissions", "name_localizations", "description_localizations"}) {
            if (!json.containsKey(nullable)) {
                json.put(nullable, null);
            }
        }
        return json.containsKey("description") ? json : json.put("description", "");
    }

    /** As the gateway sends it. */
    public static JsonObject event(World world, MessageJson messages, Interaction interaction, User application) {
        var channel = world.channel(interaction.channelId());
        var guildId = channel.guildId();
        var json = new JsonObject()
                .put("id", Ids.of(interaction.id()))
                .put("application_id", Ids.of(interaction.applicationId()))
                .put("type", interaction.kind().code())
                .put("token", interaction.token())
                .put("version", 1)
                .put("data", Resolved.data(world, messages, interaction, application))
                .put("channel", ChannelJson.channel(world, channel, application))
                .put("channel_id", Ids.of(channel.id()))
                .put("entitlements", new JsonArray())
                .put("authorizing_integration_owners", owners(guildId == null ? "0" : Ids.of(guildId)))
                .put("context", guildId == null ? 1 : 0)
                .put("app_permissions", RoleJson.permissions(world.permissionsIn(channel, application.id())))
                .put("attachment_size_limit", 10 << 20)
                .put("locale", world.members().localeOf(interaction.invoker().id()));
        if (guildId == null) {
            json.put("user", UserJson.user(interaction.invoker()));
        } else {
            var guild = world.guild(guildId);
            json.put("guild_id", Ids.of(guildId))
                    .put("guild_locale", world.members().localeOf(guildId))
                    .put(
                            "guild",
                            new JsonObject()
                                    .put("id", Ids.of(guildId))
                                    .put("locale", world.members().localeOf(guildId))
                                    .put("features", new JsonArray()))
                    .put("member", Resolved.member(world, guild, channel, interaction.invoker()));
        }
        if (interaction.messageId() != null) {
            world.messages()
                    .find(channel.id(), interaction.messageId())
                    .ifPresent(message -> json.put("message", messages.message(message, application, true)));
        }
        return json;
    }

    /** The answer to a callback that asked for one. */
    public static JsonObject callback(MessageJson messages, World world, Interaction interaction, User application) {
        // A message that is to come is a message already; so says Discord's API description.
        var by = interaction.answeredBy() == Interaction.Answer.DEFERRED_MESSAGE
                ? Interaction.Answer.MESSAGE
                : interaction.answeredBy();
        var about = new JsonObject()
                .put("id", Ids.of(interaction.id()))
                .put("type", interaction.kind().code());
        var json = new JsonObject().put("interaction", about);
        if (interaction.originalId() != null && by != null) {
            var message = world.messages().get(interaction.channelId(), interaction.originalId());
            about.put("response_message_id", Ids.of(message.id()))
                    .put("response_message_loading", (message.flags() & MessageFlags.LOADING) != 0)
                    .put("response_message_ephemeral", message.visibleTo() != null);
            json.put(
                    "resource",
                    new JsonObject()
                            .put("type", by.code())
                            .put("message", messages.message(message, application, true)));
        }
        return json;
    }

    /** Which interaction a message came from. */
    static JsonObject metadata(World world, Interaction interaction) {
        var guildId = world.channel(interaction.channelId()).guildId();
        var json = new JsonObject()
                .put("id", Ids.of(interaction.id()))
                .put("type", interaction.kind().code())
                .put("user", UserJson.user(interaction.invoker()))
                .put("authorizing_integration_owners", owners(guildId == null ? "0" : Ids.of(guildId)));
        if (interaction.messageId() != null) {
            json.put("interacted_message_id", Ids.of(interaction.messageId()));
        }
        return json;
    }

    /** Which command a message answers, as Discord told it before {@link #metadata}, and still does. */
    static JsonObject answeredCommand(Interaction interaction) {
        return new JsonObject()
                .put("id", Ids.of(interaction.id()))
                .put("type", interaction.kind().code())
                .put("name", interaction.data().getString("name"))
                .put("user", UserJson.user(interaction.invoker()));
    }

    private static JsonObject owners(String owner) {
        return new JsonObject().put("0", owner);
    }
}
