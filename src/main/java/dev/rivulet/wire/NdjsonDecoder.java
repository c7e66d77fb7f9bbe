package dev.rivulet.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/**
 * Bytes to JSON objects, one a line, however the bytes are split: lines and UTF-8 characters may be torn anywhere. Lines end in LF or
 * CRLF, blank ones are skipped, and the last may lack its end. Not thread-safe.
 *
 * <p>Holds at most one unfinished line. A line over the limit, or one that is no JSON object, throws {@link IllegalArgumentException}
 * after the objects before it were handed on; nothing can be decoded after that. Its message tells where, and never quotes what was
 * read.
 */
public final class NdjsonDecoder {
    /** 8 MB, what Ollama's own client takes: {@code maxBufferSize} in its {@code api/client.go}. */
    public static final int MAX_LINE_BYTES = 8 << 20;

    private final int maxLineBytes;
    private Buffer unfinished = Buffer.buffer();
    private long line = 1;

    public NdjsonDecoder() {
        this(MAX_LINE_BYTES);
    }

    NdjsonDecoder(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    /** Takes more bytes, and hands on the object of each line that they complete. */
    public void feed(Buffer bytes, Consumer<JsonObject> objects) {
        int start = 0;
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.getByte(i) == '\n') {
                decode(joined(bytes.slice(start, i)), objects);
                start = i + 1;
            }
        }
        if (start < bytes.length()) {
            // A copy: what is fed may be a view of a buffer that its owner uses again.
            unfinished.appendBuffer(bytes, start, bytes.length() - start);
            checkLength(unfinished);
        }
    }

    /** No more bytes come: hands on the last line if it lacks its end. */
    public void end(Consumer<JsonObject> objects) {
        decode(joined(Buffer.buffer()), objects);
    }

    private Buffer joined(Buffer rest) {
        if (unfinished.length() == 0) {
            return rest;
        }
        Buffer whole = unfinished.appendBuffer(rest);
        unfinished = Buffer.buffer();
        return whole;
    }

    private void decode(Buffer bytes, Consumer<JsonObject> objects) {
        checkLength(bytes);
        if (!isBlank(bytes)) {
            objects.accept(object(bytes));
        }
        line++;
    }

    private JsonObject object(Buffer bytes) {
        Object json;
        try {
            json = bytes.toJsonValue();
        } catch (DecodeException _) {
            // Not passed on as the cause: the parser's messages quote what they read.
            throw notAnObject(bytes);
        }
        if (!(json instanceof JsonObject object)) {
            throw notAnObject(bytes);
        }
        return object;
    }

    private IllegalArgumentException notAnObject(Buffer bytes) {
        return new IllegalArgumentException("line " + line + " (" + bytes.length() + " bytes) is not a JSON object");
    }

    private void checkLength(Buffer bytes) {
        if (bytes.length() > maxLineBytes) {
            throw new IllegalArgumentException("line " + line + " is longer than " + maxLineBytes + " bytes");
        }
    }

    private static boolean isBlank(Buffer bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            byte b = bytes.getByte(i);
            if (b != ' ' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
