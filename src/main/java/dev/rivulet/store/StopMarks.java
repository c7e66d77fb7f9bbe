package dev.rivulet.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tells whoever writes an answer that nobody wants it any more, where the end of the connection doesn't: a function behind a gateway
 * learns of it only by looking. A mark is forgotten after {@value #REMEMBERED_MINUTES} minutes, longer than such a function may run.
 */
public final class StopMarks {
    private static final String SCOPE = "stop";
    private static final int REMEMBERED_MINUTES = 30;

    private final Store store;
    private final InstantSource clock;

    public StopMarks(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Wants the answer to this question stopped. Fails with a {@link StoreException}. */
    public Future<Void> stop(String requestId) {
        return store.commit(List.of(new Change.Put(
                        key(requestId), "stop", clock.instant().plus(Duration.ofMinutes(REMEMBERED_MINUTES)))))
                .mapEmpty();
    }

    public Future<Boolean> isStopped(String requestId) {
        return store.get(key(requestId)).map(Optional::isPresent);
    }

    private static Key key(String requestId) {
        return new Key(SCOPE, requestId);
    }
}
