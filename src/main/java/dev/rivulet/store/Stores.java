package dev.rivulet.store;

import dev.rivulet.config.StoreConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the store that is configured. The door of this room. */
public final class Stores {
    private Stores() {}

    /**
     * Opens the table, without calling it yet, or the file, which is made with its directory where it is missing.
     *
     * @param dataDirectory where the file of the embedded store is
     * @return fails with a {@link StoreException} when the file is another process's or can't be written
     */
    public static Future<Store> open(Vertx vertx, StoreConfig config, Path dataDirectory) {
        InstantSource clock = InstantSource.system();
        return switch (config.kind()) {
            case EMBEDDED ->
                EmbeddedStore.open(vertx, dataDirectory.resolve("store.mv").toAbsolutePath(), clock);
            case DYNAMODB -> Future.succeededFuture(DynamoStore.open(vertx, config, null, clock));
        };
    }

    /** Where nothing is kept, since nothing has to be: every call fails. */
    public static Store absent() {
        return new AbsentStore();
    }
}
