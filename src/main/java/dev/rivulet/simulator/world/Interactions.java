package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * People using commands, buttons and dialogs of applications.
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

    Interactions(World world) {
        this.world = world;
    }

    /**
     * A person uses a slash command.
     *
     * @param options as the gateway sends them: {@code [{"name", "type", "value"}]}
     */
    public Interaction useCommand(User person, long channelId, long applicationId, String name, JsonArray options) {
        return world.events().exclusively(() -> {
            var channel = visible(channelId, person);
            var command = world.commands()
                    .visible(applicationId, channel.guildId(), name)
                    .orElseThrow(Refusal::unknownCommand);
            var data = new JsonObject()
                    .put("id", Long.toUnsignedString(command.id()))
                    .put("name", name)
                    .put("type", command.type());
            if (!options.isEmpty()) {
                data.put("options", options);
            }
            return create(Interaction.Kind.COMMAND, applicationId, channelId, person, data, null);
        });
    }

    /** A person presses a button. */
    public Interaction press(User person, Message message, String customId) {
        return world.events().exclusively(() -> {
            visible(message.channelId(), person);
            var data = new JsonObject()
                    .put("custom_id", customId)
                    .put("component_type", 2)
                    .put("id", 1);
            return create(
                    Interaction.Kind.COMPONENT, message.author().id(), message.channelId(), person, data, message.id());
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
                    shownBy.messageId());
        });
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
            @Nullable Long messageId) {
        var interaction = new Interaction(
                world.nextId(),
                Tokens.forInteraction(),
                kind,
                world.application(applicationId).id(),
                channelId,
                person,
                data,
                messageId,
                null,
                null,
                new JsonObject());
        all.put(interaction.id(), interaction);
        world.events().publish(new WorldEvent.InteractionCreated(interaction));
        world.events().later(DEADLINE, () -> expire(interaction.id()));
        return interaction;
    }

    private void expire(long id) {
        world.events().exclusively(() -> {
            var interaction = get(id);
            if (interaction.answeredBy() == null) {
                world.events().publish(new WorldEvent.InteractionFailed(interaction));
            }
            return id;
        });
    }

    /** The application answers: once, and in time. */
    public Interaction answer(long id, String token, Interaction.Answer by, JsonObject data, Draft draft) {
        return world.events().exclusively(() -> {
            var interaction = Optional.ofNullable(all.get(id))
                    .filter(found -> found.token().equals(token))
                    .filter(found -> isWithin(found, DEADLINE) || found.answeredBy() != null)
                    .orElseThrow(Refusal::unknownInteraction);
            if (interaction.answeredBy() != null) {
                throw Refusal.alreadyAcknowledged();
            }
            var answered = interaction.answered(by, original(interaction, by, draft), data);
            all.put(id, answered);
            world.events().publish(new WorldEvent.InteractionAnswered(answered));
            return answered;
        });
    }

    private @Nullable Long original(Interaction interaction, Interaction.Answer by, Draft draft) {
        return switch (by) {
            case MESSAGE -> add(interaction, draft, true).id();
            case DEFERRED_MESSAGE ->
                add(interaction, draft.withFlags(draft.flags() | MessageFlags.LOADING), true)
                        .id();
            case UPDATE -> {
                var message = interaction.messageId();
                if (message != null) {
                    world.messages().edit(world.channel(interaction.channelId()), message, draft.asChange());
                }
                yield message;
            }
            case DEFERRED_UPDATE -> interaction.messageId();
            case PONG, AUTOCOMPLETE, MODAL -> null;
        };
    }

    /** One more message of the application, after it answered. */
    public Message followUp(Interaction interaction, Draft draft) {
        return world.events().exclusively(() -> {
            if (interaction.answeredBy() == null) {
                throw Refusal.unknownWebhook();
            }
            return add(interaction, draft, false);
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

    /** By the token that the application answers with. */
    public Interaction ofToken(long applicationId, String token) {
        return world.events()
                .exclusively(() -> all.values().stream()
                        .filter(interaction ->
                                interaction.token().equals(token) && interaction.applicationId() == applicationId)
                        .findFirst())
                .filter(interaction -> isWithin(interaction, TOKEN_LIFE))
                .orElseThrow(Refusal::invalidWebhookToken);
    }

    private boolean isWithin(Interaction interaction, Duration limit) {
        var age = Duration.between(
                Snowflakes.timeOf(interaction.id()), world.clock().instant());
        return age.compareTo(limit) <= 0;
    }
}
