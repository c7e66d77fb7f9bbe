package dev.rivulet.simulator.world;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message.
 *
 * @param path where the simulator serves it, below its origin
 * @param data never changed once it is here
 */
public record Attachment(
        long id,
        String filename,
        @Nullable String contentType,
        @Nullable String description,
        String path,
        Buffer data) {
    /** What every path starts with. */
    public static final String ROOT = "/attachments/";

    static Attachment of(long id, Upload upload, long channelId) {
        var path = ROOT + channelId + "/" + id + "/" + upload.filename();
        return new Attachment(id, upload.filename(), upload.contentType(), upload.description(), path, upload.data());
    }

    public int size() {
        return data.length();
    }
}
