package dev.rivulet.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the store that is configured. The door of this room. */
public final class Stores {
    private Stores() {}

    /**
     * Opens the file of this process in the data directory, which need not exist.
     *
     * @return fails with a {@link StoreException} when another process has it open, or when it can't be written
     */
    public static Future<Store> embedded(Vertx vertx, Path dataDirectory) {
        return EmbeddedStore.open(vertx, dataDirectory.resolve("store.mv").toAbsolutePath(), InstantSource.system());
    }
}
