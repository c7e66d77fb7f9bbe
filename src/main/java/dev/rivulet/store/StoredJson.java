package dev.rivulet.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** A process's state in the store, for where its disk doesn't outlive it; at most 64 KiB of it. */
public final class StoredJson extends SavedJson {
    private final Store store;
    private final Key key;

    /** @param name which process it is: no two that run at once share one */
    public StoredJson(Store store, String name) {
        this.store = store;
        this.key = new Key("process", name);
    }

    @Override
    Future<Optional<String>> read() {
        return store.get(key);
    }

    @Override
    Future<Void> write(String text) {
        return store.commit(List.of(new Change.Put(key, text, null))).mapEmpty();
    }

    @Override
    public String toString() {
        return key.scope() + " " + key.name() + " in the store";
    }
}
