package dev.rivulet.simulator.world;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message.
 *
 * @param size in bytes
 * @param path where the simulator serves it, below its origin
 * @param data never changed once it is here
 * @param url where it is when the simulator doesn't serve it, else null
 */
public record Attachment(
        long id,
        String filename,
        @Nullable String contentType,
        @Nullable String description,
        int size,
        String path,
        Buffer data,
        @Nullable String url) {
    /** What every path starts with. */
    public static final String ROOT = "/attachments/";

    static Attachment of(long id, Upload upload, long channelId) {
        var path = ROOT + channelId + "/" + id + "/" + upload.filename();
        var elsewhere = upload.elsewhere();
        return new Attachment(
                id,
                upload.filename(),
                upload.contentType(),
                upload.description(),
                upload.size(),
                path,
                upload.data(),
                elsewhere == null ? null : elsewhere.url());
    }
}
