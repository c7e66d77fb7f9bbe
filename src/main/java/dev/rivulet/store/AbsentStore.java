package dev.rivulet.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where nothing is kept: every call but the last fails. */
final class AbsentStore implements Store {
    private static <T> Future<T> absent() {
        return Future.failedFuture(new StoreException("There is no store here.", new UnsupportedOperationException()));
    }

    @Override
    public Future<Optional<String>> get(Key key) {
        return absent();
    }

    @Override
    public Future<Long> count(Key key) {
        return absent();
    }

    @Override
    public Future<Map<String, String>> list(String scope, int most) {
        return absent();
    }

    @Override
    public Future<Outcome> commit(List<Change> changes) {
        return absent();
    }

    @Override
    public boolean isGone() {
        return true;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
