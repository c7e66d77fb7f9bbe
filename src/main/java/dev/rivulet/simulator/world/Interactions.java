package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * People using commands, buttons and dialogs of applications, and what the applications answer: which there are, and how long each may be
 * answered.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding">Receiving and responding</a>
 */
public final class Interactions {
    /** An application has so long to answer. */
    public static final Duration DEADLINE = Duration.ofSeconds(3);

    /** So long it may change its answer and add to it. */
    public static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    private final World world;
    private final InteractionUses uses;
    private final InteractionAnswers answers;
    private final Map<Long, Interaction> all = new HashMap<>();
    private volatile Duration deadline = DEADLINE;
    private volatile Duration tokenLife = TOKEN_LIFE;

    Interactions(World world) {
        this.world = world;
        this.uses = new InteractionUses(world, this);
        this.answers = new InteractionAnswers(world, this);
    }

    /** What people do. */
    public InteractionUses uses() {
        return uses;
    }

    /** What applications do. */
    public InteractionAnswers answers() {
        return answers;
    }

    /** Another deadline from now on, so that nobody waits for Discord's. */
    public void setDeadline(Duration limit) {
        deadline = limit;
    }

    /** Another life of tokens, those given out included. */
    public void setTokenLife(Duration limit) {
        tokenLife = limit;
    }

    Interaction create(
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

    /** To be answered: still in time, or answered already, which is another mistake. */
    Interaction pending(long id, String token) {
        return Optional.ofNullable(all.get(id))
                .filter(found -> found.token().equals(token))
                .filter(found -> !found.failed())
                .filter(found -> isWithin(found, deadline) || found.answeredBy() != null)
                .orElseThrow(Refusal::unknownInteraction);
    }

    Interaction answered(Interaction answered) {
        all.put(answered.id(), answered);
        world.events().publish(new WorldEvent.InteractionAnswered(answered));
        return answered;
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
