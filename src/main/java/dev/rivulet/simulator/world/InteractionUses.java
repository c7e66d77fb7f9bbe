package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What people do that an application is to answer: commands, and what messages of applications let them press, choose and fill in. */
public final class InteractionUses {
    private final World world;
    private final Interactions interactions;

    InteractionUses(World world, Interactions interactions) {
        this.world = world;
        this.interactions = interactions;
    }

    /**
     * A person uses a slash command.
     *
     * @param options as the gateway sends them: {@code [{"name", "type", "value"}]}
     */
    public Interaction useCommand(User person, long channelId, long applicationId, String name, JsonArray options) {
        return useCommand(person, channelId, applicationId, name, options, List.of());
    }

    /** @param files what options of the type 11 name by its id */
    public Interaction useCommand(
            User person, long channelId, long applicationId, String name, JsonArray options, List<Attachment> files) {
        return command(Interaction.Kind.COMMAND, person, channelId, applicationId, name, options, files);
    }

    /**
     * A person types the value of an option.
     *
     * @param options as the gateway sends them, the one that is being typed with {@code "focused": true}
     */
    public Interaction complete(User person, long channelId, long applicationId, String name, JsonArray options) {
        return command(Interaction.Kind.AUTOCOMPLETE, person, channelId, applicationId, name, options, List.of());
    }

    private Interaction command(
            Interaction.Kind kind,
            User person,
            long channelId,
            long applicationId,
            String name,
            JsonArray options,
            List<Attachment> files) {
        return world.events().exclusively(() -> {
            var command = usable(person, channelId, applicationId, Commands.CHAT_INPUT, name);
            var data = data(command);
            if (!options.isEmpty()) {
                data.put("options", options);
            }
            return interactions.create(kind, applicationId, channelId, person, data, files, null);
        });
    }

    /** A file for an option of a command, not yet used by any. */
    public Attachment upload(long channelId, Upload upload) {
        return world.events().exclusively(() -> {
            if (upload.size() > MessageRules.MAX_FILE) {
                throw Refusal.tooLarge();
            }
            return Attachment.of(
                    world.nextId(), upload, world.channel(channelId).id());
        });
    }

    /** A person chooses a command from a message's menu. */
    public Interaction useOnMessage(User person, Message message, long applicationId, String name) {
        return world.events().exclusively(() -> {
            var target = seen(message, person);
            var command = usable(person, target.channelId(), applicationId, Commands.MESSAGE, name);
            var data = data(command).put("target_id", Long.toUnsignedString(target.id()));
            return interactions.create(
                    Interaction.Kind.COMMAND, applicationId, target.channelId(), person, data, List.of(), null);
        });
    }

    private Command usable(User person, long channelId, long applicationId, int type, String name) {
        var channel = visible(channelId, person);
        world.require(channel, person.id(), Permission.USE_APPLICATION_COMMANDS);
        var command = world.commands()
                .visible(applicationId, channel.guildId(), type, name)
                .orElseThrow(Refusal::unknownCommand);
        if (!world.commands().mayUse(person, channel, command)) {
            throw Refusal.missingPermissions();
        }
        return command;
    }

    private static JsonObject data(Command command) {
        var data = new JsonObject()
                .put("id", Long.toUnsignedString(command.id()))
                .put("name", command.name())
                .put("type", command.type());
        return command.guildId() == null ? data : data.put("guild_id", Long.toUnsignedString(command.guildId()));
    }

    /** A person presses a button. */
    public Interaction press(User person, Message message, String customId) {
        return component(person, message, customId, List.of());
    }

    /** A person chooses from a menu. */
    public Interaction choose(User person, Message message, String customId, List<String> values) {
        return component(person, message, customId, values);
    }

    private Interaction component(User person, Message message, String customId, List<String> values) {
        return world.events().exclusively(() -> {
            var now = seen(message, person);
            var used = Components.usable(now.components(), customId, values);
            var data = new JsonObject()
                    .put("custom_id", customId)
                    .put("component_type", used.getInteger("type"))
                    .put("id", used.getInteger("id"));
            if (used.getInteger("type") != Components.BUTTON) {
                data.put("values", new JsonArray(values));
            }
            return interactions.create(
                    Interaction.Kind.COMPONENT, now.author().id(), now.channelId(), person, data, List.of(), now.id());
        });
    }

    /**
     * A person sends off a dialog that answered an earlier interaction.
     *
     * @param components as the gateway sends them
     */
    public Interaction submit(User person, Interaction shownBy, String customId, JsonArray components) {
        return world.events().exclusively(() -> {
            var data = new JsonObject().put("custom_id", customId).put("components", components);
            return interactions.create(
                    Interaction.Kind.MODAL_SUBMIT,
                    shownBy.applicationId(),
                    shownBy.channelId(),
                    person,
                    data,
                    List.of(),
                    shownBy.messageId());
        });
    }

    private Message seen(Message message, User person) {
        visible(message.channelId(), person);
        return world.messages()
                .find(message.channelId(), message.id())
                .filter(found -> found.isVisibleTo(person.id()))
                .orElseThrow(Refusal::unknownMessage);
    }

    private Channel visible(long channelId, User person) {
        var channel = world.channel(channelId);
        world.require(channel, person.id(), Permission.VIEW_CHANNEL);
        return channel;
    }
}
