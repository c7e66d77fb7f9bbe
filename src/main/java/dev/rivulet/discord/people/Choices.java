package dev.rivulet.discord.people;

import dev.rivulet.discord.client.Place;
import dev.rivulet.discord.history.Conversations;
import dev.rivulet.store.Generations;
import dev.rivulet.store.Preferences;
import dev.rivulet.store.Preferences.Holder;
import dev.rivulet.store.Store;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people chose by commands: for a conversation, as the default of a channel, for themselves. Where the store can't be asked, what is
 * configured holds. All on one context.
 *
 * <p>A thread or a direct message is one conversation. A channel holds many, and a command can't say which it means: there, a choice
 * is that person's for the channel.
 */
public final class Choices {
    private static final Logger LOG = LoggerFactory.getLogger(Choices.class);

    /** Nobody waits longer for an answer than for a moment, only because the store is slow. */
    private static final long PATIENCE_MS = 1_000;

    /** What can be chosen; the name under which it is kept. */
    public enum Subject {
        BACKEND("backend"),
        MODEL("model"),
        PROFILE("profile"),
        FINAL_TEXT_ONLY("final-text-only"),
        QUIET("quiet");

        private final String key;

        Subject(String key) {
            this.key = key;
        }
    }

    /**
     * What holds for a question.
     *
     * @param backend one that is on offer; null leaves the choice to the router
     * @param model of that backend, or without one of the router's choice
     * @param profile one that is on offer
     * @param since what was said before doesn't count
     */
    public record Chosen(
            @Nullable String backend,
            @Nullable String model,
            @Nullable String profile,
            @Nullable Instant since) {
        static final Chosen NOTHING = new Chosen(null, null, null, null);
    }

    private final @Nullable Preferences preferences;
    private final @Nullable Generations generations;
    private final Offer offer;

    /** @param store null where nothing is kept */
    public Choices(@Nullable Store store, Offer offer) {
        this.preferences = store == null ? null : new Preferences(store, InstantSource.system());
        this.generations = store == null ? null : new Generations(store);
        this.offer = offer;
    }

    public Offer offer() {
        return offer;
    }

    /** How that person wants answers to appear. Never fails, and takes a second at most. */
    public Future<Manner> manner(String userId) {
        Preferences known = preferences;
        if (known == null) {
            return Future.succeededFuture(Manner.USUAL);
        }
        return guarded(() -> known.of(Holder.USER, userId))
                .map(own -> new Manner(is(own, Subject.FINAL_TEXT_ONLY), is(own, Subject.QUIET)))
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .recover(cause -> {
                    logUnread(cause);
                    return Future.succeededFuture(Manner.USUAL);
                });
    }

    private static void logUnread(Throwable cause) {
        LOG.atWarn()
                .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                .log("What people chose can't be read; what is configured holds");
    }

    /** Never fails, and takes a second at most. */
    public Future<Chosen> of(String userId, Place place) {
        Preferences known = preferences;
        Generations begun = generations;
        if (known == null || begun == null) {
            return Future.succeededFuture(Chosen.NOTHING);
        }
        Future<Map<String, String>> here = guarded(() -> known.of(Holder.CONVERSATION, conversation(userId, place)));
        Future<Map<String, String>> channel = guarded(() -> known.of(Holder.CHANNEL, place.listedAs()));
        Future<Optional<Instant>> since = place.isShared()
                ? Future.succeededFuture(Optional.empty())
                : guarded(() -> begun.since(Conversations.whole(place)));
        return Future.all(List.of(here, channel, since))
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .map(_ -> chosen(here.result(), channel.result(), since.result().orElse(null)))
                .recover(cause -> {
                    logUnread(cause);
                    return Future.succeededFuture(Chosen.NOTHING);
                });
    }

    private Chosen chosen(Map<String, String> here, Map<String, String> channel, @Nullable Instant since) {
        // A model belongs to the backend that was chosen with it, so the two are taken from one place.
        Map<String, String> from =
                here.containsKey(Subject.BACKEND.key) || here.containsKey(Subject.MODEL.key) ? here : channel;
        String backend = from.get(Subject.BACKEND.key);
        boolean offered = backend == null || offer.hasBackend(backend);
        String profile = here.getOrDefault(Subject.PROFILE.key, channel.get(Subject.PROFILE.key));
        return new Chosen(
                offered ? backend : null,
                offered && !offer.backends().isEmpty() ? from.get(Subject.MODEL.key) : null,
                profile != null && offer.hasProfile(profile) ? profile : null,
                since);
    }

    private static boolean is(Map<String, String> own, Subject subject) {
        return Boolean.parseBoolean(own.get(subject.key));
    }

    /** Fails where it can't be kept. */
    public Future<Void> chooseHere(String userId, Place place, Subject subject, @Nullable String value) {
        return choose(Holder.CONVERSATION, conversation(userId, place), subject, value);
    }

    /** Fails where it can't be kept. */
    public Future<Void> chooseForChannel(Place place, Subject subject, @Nullable String value) {
        return choose(Holder.CHANNEL, place.listedAs(), subject, value);
    }

    /** Fails where it can't be kept. */
    public Future<Void> chooseForOneself(String userId, Subject subject, boolean value) {
        return choose(Holder.USER, userId, subject, value ? "true" : null);
    }

    private Future<Void> choose(Holder holder, String id, Subject subject, @Nullable String value) {
        Preferences known = preferences;
        if (known == null) {
            return nothingIsKept();
        }
        return guarded(
                () -> value == null ? known.unset(holder, id, subject.key) : known.set(holder, id, subject.key, value));
    }

    /** What was said there until {@code at} doesn't count from now on. Fails where that can't be kept. */
    public Future<Void> beginAfresh(Place place, Instant at) {
        Generations begun = generations;
        return begun == null ? nothingIsKept() : guarded(() -> begun.begin(Conversations.whole(place), at));
    }

    /** A store that has been closed throws. */
    private static <T> Future<T> guarded(Supplier<Future<T>> call) {
        return Future.<Void>succeededFuture().compose(_ -> call.get());
    }

    private static Future<Void> nothingIsKept() {
        return Future.failedFuture("there is no store");
    }

    private static String conversation(String userId, Place place) {
        return place.isShared() ? place.channelId() + ":" + userId : place.channelId();
    }
}
