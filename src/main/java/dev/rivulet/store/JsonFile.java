package dev.rivulet.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/**
 * One JSON object in one file. Whoever reads the file sees the whole of one save, never half of one, whenever the process ends: each save
 * writes beside it and moves into place. Reading and writing happen off the event loop.
 */
public final class JsonFile extends SavedJson {
    private final Vertx vertx;
    private final Path path;

    /** @param path need not be there yet, nor its directory */
    public JsonFile(Vertx vertx, Path path) {
        this.vertx = vertx;
        this.path = path.toAbsolutePath();
    }

    @Override
    Future<Optional<String>> read() {
        return vertx.executeBlocking(() -> Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty());
    }

    /** Not by way of Vert.x's file system: that one stops working as soon as the JVM is told to end, before the last save. */
    @Override
    Future<Void> write(String text) {
        return vertx.executeBlocking(() -> {
            Files.createDirectories(Objects.requireNonNull(path.getParent(), "the directory of a file"));
            Path fresh = Files.writeString(path.resolveSibling(path.getFileName() + ".new"), text);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return null;
        });
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
