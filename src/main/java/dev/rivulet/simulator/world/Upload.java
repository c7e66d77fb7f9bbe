package dev.rivulet.simulator.world;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** A file on its way into a message. */
public record Upload(
        String filename,
        @Nullable String contentType,
        @Nullable String description,
        Buffer data) {
    public Upload(String filename, @Nullable String contentType, Buffer data) {
        this(filename, contentType, null, data);
    }
}
