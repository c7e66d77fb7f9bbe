package dev.rivulet.simulator.world;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into a message.
 *
 * @param data what the simulator serves; empty for a file that is elsewhere
 * @param elsewhere the size and address of a file that the simulator doesn't serve; null for one that it does
 */
public record Upload(
        String filename,
        @Nullable String contentType,
        @Nullable String description,
        Buffer data,
        @Nullable Elsewhere elsewhere) {
    public Upload(String filename, @Nullable String contentType, @Nullable String description, Buffer data) {
        this(filename, contentType, description, data, null);
    }

    public Upload(String filename, @Nullable String contentType, Buffer data) {
        this(filename, contentType, null, data);
    }

    /** A file that a message says is at {@code url}, whatever is there: hosts that nobody should ask, redirects, slow servers. */
    public static Upload elsewhere(String filename, @Nullable String contentType, int size, String url) {
        return new Upload(filename, contentType, null, Buffer.buffer(), new Elsewhere(size, url));
    }

    int size() {
        return elsewhere == null ? data.length() : elsewhere.size();
    }

    /** @param size in bytes, as the message says */
    public record Elsewhere(int size, String url) {}
}
