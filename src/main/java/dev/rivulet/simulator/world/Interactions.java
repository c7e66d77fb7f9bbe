package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * People using commands, buttons and dialogs of applications, and what the applications answer.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding">Receiving and responding</a>
 */
public final class Interactions {
    /** An application has so long to answer. */
    public static final Duration DEADLINE = Duration.ofSeconds(3);

    /** So long it may change its answer and add to it. */
    public static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    private final World world;
    private final Map<Long, Interaction> all = new HashMap<>();
    private volatile Duration deadline = DEADLINE;
    private volatile Duration tokenLife = TOKEN_LIFE;

    Interactions(World world) {
        this.world = world;
    }

    /** Another deadline from now on, so that nobody waits for Discord's. */
    public void setDeadline(Duration limit) {
        deadline = limit;
    }

    /** Another life of tokens, those given out included. */
    public void setTokenLife(Duration limit) {
        tokenLife = limit;
    }

    // What people do

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
            return create(kind, applicationId, channelId, person, data, files, null);
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
            return create(Interaction.Kind.COMMAND, applicationId, target.channelId(), person, data, List.of(), null);
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
            return create(
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
            return create(
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

    private Interaction create(
            Interaction.Kind kind,
            long applicationId,
            long channelId,
            User person,
            JsonObject data,
            List<Attachment> files,
            @Nullable Long messageId) {
        var interaction = new Interaction(
                world.nextId(),
                Tokens.forInteraction(),
                kind,
                world.application(applicationId).id(),
                channelId,
                person,
                data,
                files,
                messageId,
                null,
                null,
                new JsonObject(),
                false);
        all.put(interaction.id(), interaction);
        world.events().publish(new WorldEvent.InteractionCreated(interaction));
        world.events().later(deadline, () -> expire(interaction.id()));
        return interaction;
    }

    private void expire(long id) {
        world.events().exclusively(() -> {
            var interaction = get(id);
            if (interaction.answeredBy() == null) {
                var expired = interaction.expired();
                all.put(id, expired);
                world.events().publish(new WorldEvent.InteractionFailed(expired));
            }
            return id;
        });
    }

    // What applications do

    /**
     * The application answers: once, in time, and in a way that fits.
     *
     * @param draft {@code data} as a message, for the answers that are one
     * @param change {@code data} as an edit, for the answers that are one
     */
    public Interaction answer(
            long id, String token, Interaction.Answer by, JsonObject data, Draft draft, Change change) {
        return world.events().exclusively(() -> {
            var interaction = Optional.ofNullable(all.get(id))
                    .filter(found -> found.token().equals(token))
                    .filter(found -> !found.failed())
                    .filter(found -> isWithin(found, deadline) || found.answeredBy() != null)
                    .orElseThrow(Refusal::unknownInteraction);
            if (interaction.answeredBy() != null) {
                throw Refusal.alreadyAcknowledged();
            }
            if (!interaction.answers().contains(by)) {
                throw Refusal.notAmong(
                        "type",
                        interaction.answers().stream()
                                .map(Interaction.Answer::code)
                                .toList());
            }
            var answered = interaction.answered(by, original(interaction, by, data, draft, change), data);
            all.put(id, answered);
            world.events().publish(new WorldEvent.InteractionAnswered(answered));
            return answered;
        });
    }

    private @Nullable Long original(
            Interaction interaction, Interaction.Answer by, JsonObject data, Draft draft, Change change) {
        return switch (by) {
            case MESSAGE -> add(interaction, draft, true).id();
            case DEFERRED_MESSAGE ->
                add(interaction, draft.withFlags(draft.flags() | MessageFlags.LOADING), true)
                        .id();
            case UPDATE -> {
                var message = interaction.messageId();
                if (message != null) {
                    world.messages().edit(world.channel(interaction.channelId()), message, change);
                }
                yield message;
            }
            case DEFERRED_UPDATE -> interaction.messageId();
            case AUTOCOMPLETE -> {
                CommandOptions.checkChoices(data);
                yield null;
            }
            case MODAL -> {
                Modals.check(data);
                yield null;
            }
        };
    }

    /** One more message of the application, after it answered. The first one after "is thinking…" takes that one's place. */
    public Message followUp(Interaction interaction, Draft draft) {
        return world.events().exclusively(() -> {
            if (interaction.answeredBy() == null) {
                throw Refusal.unknownWebhook();
            }
            return Optional.ofNullable(interaction.originalId())
                    .filter(id -> interaction.answeredBy() == Interaction.Answer.DEFERRED_MESSAGE)
                    .flatMap(id -> world.messages().find(interaction.channelId(), id))
                    .filter(original -> (original.flags() & MessageFlags.LOADING) != 0)
                    .map(original -> edit(interaction, original.id(), draft.asChange()))
                    .orElseGet(() -> add(interaction, draft, false));
        });
    }

    private Message add(Interaction interaction, Draft draft, boolean first) {
        boolean ephemeral = (draft.flags() & MessageFlags.EPHEMERAL) != 0;
        return world.messages()
                .answer(
                        world.channel(interaction.channelId()),
                        first && interaction.kind() == Interaction.Kind.COMMAND
                                ? MessageKind.COMMAND_ANSWER
                                : MessageKind.DEFAULT,
                        world.user(interaction.applicationId()),
                        draft,
                        ephemeral ? interaction.invoker().id() : null,
                        interaction.id());
    }

    public Message edit(Interaction interaction, long messageId, Change change) {
        return world.events()
                .exclusively(() -> world.messages()
                        .edit(world.channel(interaction.channelId()), own(interaction, messageId), change));
    }

    public Message delete(Interaction interaction, long messageId) {
        return world.events()
                .exclusively(() -> world.messages().remove(interaction.channelId(), own(interaction, messageId)));
    }

    public Message message(Interaction interaction, long messageId) {
        return world.messages().get(interaction.channelId(), own(interaction, messageId));
    }

    private long own(Interaction interaction, long messageId) {
        var message = world.messages().get(interaction.channelId(), messageId);
        if (message.author().id() != interaction.applicationId()) {
            throw Refusal.unknownMessage();
        }
        return messageId;
    }

    public Interaction get(long id) {
        return world.events()
                .exclusively(() -> Optional.ofNullable(all.get(id)))
                .orElseThrow(Refusal::unknownInteraction);
    }

    /** All so far, the oldest first. */
    public List<Interaction> list() {
        return world.events()
                .exclusively(() -> all.values().stream()
                        .sorted(Comparator.comparingLong(Interaction::id))
                        .toList());
    }

    /** By the token that the application answers with. */
    public Interaction ofToken(long applicationId, String token) {
        return world.events()
                .exclusively(() -> all.values().stream()
                        .filter(interaction ->
                                interaction.token().equals(token) && interaction.applicationId() == applicationId)
                        .findFirst())
                .filter(interaction -> isWithin(interaction, tokenLife))
                .orElseThrow(Refusal::invalidWebhookToken);
    }

    private boolean isWithin(Interaction interaction, Duration limit) {
        var age = Duration.between(
                Snowflakes.timeOf(interaction.id()), world.clock().instant());
        return age.compareTo(limit) <= 0;
    }
}
