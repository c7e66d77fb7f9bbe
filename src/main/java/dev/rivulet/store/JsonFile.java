package dev.rivulet.store;

import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON object in one file. Whoever reads the file sees the whole of one save, never half of one, whenever the process ends: each save
 * writes beside it and moves into place. Reading and writing happen off the event loop.
 *
 * <p>Used on one context. Saves that come while one is being written are merged into the newest.
 */
public final class JsonFile {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFile.class);

    private final Vertx vertx;
    private final Path path;
    private Future<Void> writing = Future.succeededFuture();
    private Future<Void> queued = Future.succeededFuture();
    private JsonObject newest = new JsonObject();

    /** @param path need not be there yet, nor its directory */
    public JsonFile(Vertx vertx, Path path) {
        this.vertx = vertx;
        this.path = path.toAbsolutePath();
    }

    /** What was saved last; empty when nothing was, or when the file can't be understood (which is logged: state is worth less than a start). */
    public Future<JsonObject> load() {
        return vertx.executeBlocking(
                        () -> Files.exists(path) ? new JsonObject(Files.readString(path)) : new JsonObject())
                .recover(cause -> {
                    LOG.atWarn()
                            .addKeyValue(
                                    LogKeys.DETAIL, cause instanceof DecodeException ? "not JSON" : cause.toString())
                            .log("Can't read {}; going on without it", path);
                    return Future.succeededFuture(new JsonObject());
                });
    }

    /** Completes when this or something newer is in the file; fails when it can't be written. */
    public Future<Void> save(JsonObject state) {
        newest = state;
        if (writing.isComplete()) {
            writing = write();
            return writing;
        }
        if (queued.isComplete()) {
            queued = writing.transform(_ -> {
                writing = write();
                return writing;
            });
        }
        return queued;
    }

    /** Not by way of Vert.x's file system: that one stops working as soon as the JVM is told to end, before the last save. */
    private Future<Void> write() {
        String text = newest.encode();
        return vertx.executeBlocking(() -> {
            Files.createDirectories(Objects.requireNonNull(path.getParent(), "the directory of a file"));
            Path fresh = Files.writeString(path.resolveSibling(path.getFileName() + ".new"), text);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return null;
        });
    }
}
