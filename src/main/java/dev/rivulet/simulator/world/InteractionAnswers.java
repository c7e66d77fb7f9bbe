package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What applications do about what people did: the one answer in time, and then more messages, edits and deletions. */
public final class InteractionAnswers {
    private final World world;
    private final Interactions interactions;

    InteractionAnswers(World world, Interactions interactions) {
        this.world = world;
        this.interactions = interactions;
    }

    /**
     * The application answers: once, in time, and in a way that fits.
     *
     * @param draft {@code data} as a message, for the answers that are one
     * @param change {@code data} as an edit, for the answers that are one
     */
    public Interaction answer(
            long id, String token, Interaction.Answer by, JsonObject data, Draft draft, Change change) {
        return world.events().exclusively(() -> {
            var interaction = interactions.pending(id, token);
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
            return interactions.answered(answered);
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
}
