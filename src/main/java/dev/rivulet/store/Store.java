package dev.rivulet.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries that survive a restart. Safe to share between contexts; futures complete on the caller's context where it has one.
 *
 * <p>What was committed is seen by every later read, also of other processes where they share the store. An entry whose expiry has passed
 * counts as absent at once and is taken away some time later. Every call fails with a {@link StoreException} when the store can't be
 * reached or doesn't answer within some seconds: whoever asks goes on without, as losing the store must never cost an answer. One that
 * is only {@linkplain StoreException#isBusy busy} is not lost.
 */
public interface Store {
    /** A text. */
    Future<Optional<String>> get(Key key);

    /** A counter; 0 where it is absent. */
    Future<Long> count(Key key);

    /** The texts of a scope by their names, the first {@code most} in the order of the names, as far as those are ASCII. */
    Future<Map<String, String>> list(String scope, int most);

    /**
     * Makes all changes or none, in one step that no other commit comes between.
     *
     * @param changes 1 to 100, each of another key
     */
    Future<Outcome> commit(List<Change> changes);

    /** Whether nothing answers there, as far as is known: a call that takes long isn't just waiting for its turn. */
    boolean isGone();

    /** Lets go of files and connections; completes when what was committed is safe. Called once, as the last. */
    Future<Void> close();
}
