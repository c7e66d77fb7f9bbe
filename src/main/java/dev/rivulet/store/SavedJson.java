package dev.rivulet.store;

import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one process keeps of itself for the next one, as a whole. Used on one context. Saves that come while one is being written are merged
 * into the newest.
 */
public abstract sealed class SavedJson permits JsonFile, StoredJson {
    private static final Logger LOG = LoggerFactory.getLogger(SavedJson.class);

    private Future<Void> writing = Future.succeededFuture();
    private Future<Void> queued = Future.succeededFuture();
    private JsonObject newest = new JsonObject();

    SavedJson() {}

    abstract Future<Optional<String>> read();

    abstract Future<Void> write(String text);

    /** What was saved last; empty when nothing was, or when it can't be understood (which is logged: state is worth less than a start). */
    public Future<JsonObject> load() {
        return read().map(text -> text.map(JsonObject::new).orElseGet(JsonObject::new))
                .recover(cause -> {
                    LOG.atWarn()
                            .addKeyValue(
                                    LogKeys.DETAIL, cause instanceof DecodeException ? "not JSON" : cause.toString())
                            .log("Can't read {}; going on without it", this);
                    return Future.succeededFuture(new JsonObject());
                });
    }

    /** Completes when this or something newer is saved; fails when it can't be written. */
    public Future<Void> save(JsonObject state) {
        newest = state;
        if (writing.isComplete()) {
            writing = write(newest.encode());
            return writing;
        }
        if (queued.isComplete()) {
            queued = writing.transform(_ -> {
                writing = write(newest.encode());
                return writing;
            });
        }
        return queued;
    }
}
