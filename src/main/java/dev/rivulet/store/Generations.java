package dev.rivulet.store;

import dev.rivulet.chat.ConversationId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Since when a conversation is a fresh one: what was said before doesn't belong to it any more. The instant itself names the generation,
 * for backends that keep sessions of their own. Remembered for {@value #REMEMBERED_DAYS} days.
 */
public final class Generations {
    private static final String SCOPE = "generation";
    private static final int REMEMBERED_DAYS = 180;

    private final Store store;

    public Generations(Store store) {
        this.store = store;
    }

    /** When it was begun afresh last; empty if never. Fails with a {@link StoreException}. */
    public Future<Optional<Instant>> since(ConversationId conversation) {
        return store.get(key(conversation))
                .map(found -> found.map(millis -> Instant.ofEpochMilli(Long.parseLong(millis))));
    }

    /** Begins afresh: what was said before {@code now} doesn't count from now on. In milliseconds. */
    public Future<Void> begin(ConversationId conversation, Instant now) {
        Instant expires = now.plus(Duration.ofDays(REMEMBERED_DAYS));
        return store.commit(List.of(new Change.Put(key(conversation), Long.toString(now.toEpochMilli()), expires)))
                .mapEmpty();
    }

    private static Key key(ConversationId conversation) {
        return new Key(SCOPE, conversation.value());
    }
}
