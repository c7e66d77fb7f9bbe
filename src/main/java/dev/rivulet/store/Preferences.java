package dev.rivulet.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was chosen by people rather than in the configuration: names with values, for each holder. What the names mean is up to whoever
 * sets them. A conversation's are forgotten {@value #CONVERSATION_DAYS} days after each was set, the others never.
 */
public final class Preferences {
    /** Whose preferences they are. */
    public enum Holder {
        CONVERSATION,
        CHANNEL,
        SERVER,
        USER
    }

    private static final int CONVERSATION_DAYS = 90;
    private static final int MOST_NAMES = 50;

    private final Store store;
    private final InstantSource clock;

    public Preferences(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** All of a holder's, by name. Fails with a {@link StoreException}. */
    public Future<Map<String, String>> of(Holder holder, String id) {
        return store.list(scope(holder, id), MOST_NAMES);
    }

    /** Changes one and leaves the others, also when another process changes those at the same time. */
    public Future<Void> set(Holder holder, String id, String name, String value) {
        boolean passing = holder == Holder.CONVERSATION;
        return store.commit(List.of(new Change.Put(
                        new Key(scope(holder, id), name),
                        value,
                        passing ? clock.instant().plus(Duration.ofDays(CONVERSATION_DAYS)) : null)))
                .mapEmpty();
    }

    public Future<Void> unset(Holder holder, String id, String name) {
        return store.commit(List.of(new Change.Delete(new Key(scope(holder, id), name))))
                .mapEmpty();
    }

    private static String scope(Holder holder, String id) {
        return "preference/" + holder.name().toLowerCase(Locale.ROOT) + "/" + id;
    }
}
