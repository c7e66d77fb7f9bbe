package dev.rivulet.wire;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to server-sent events, as <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML</a> defines them,
 * however the bytes are split: lines end in LF, CR or CRLF and may, like UTF-8 characters, be torn anywhere. {@code id} and {@code
 * retry}, which serve reconnecting, are skipped. Not thread-safe.
 *
 * <p>Holds at most one unfinished event. One over the limit throws {@link IllegalArgumentException} after what came before it was handed
 * on; nothing can be decoded after that. Its message never quotes what was read.
 */
public final class SseDecoder {
    /** The same as for a line of NDJSON. */
    public static final int MAX_EVENT_BYTES = NdjsonDecoder.MAX_LINE_BYTES;

    private static final int BYTE_ORDER_MARK = '\uFEFF';

    /** What a stream is made of. */
    public sealed interface Frame {}

    /**
     * An event.
     *
     * @param name {@code message} where the stream gives none
     * @param data its lines, joined by {@code \n}
     */
    public record Event(String name, String data) implements Frame {
        /** Without the data: what models say never reaches a log. */
        @Override
        public String toString() {
            return "Event[" + name + ", " + data.length() + " characters]";
        }
    }

    /** A comment line: no event, but a sign of life. */
    public record Comment(String text) implements Frame {}

    private final int maxEventBytes;
    private Buffer unfinished = Buffer.buffer();
    private boolean afterCarriageReturn;
    private boolean atStart = true;
    private @Nullable String name;
    private @Nullable StringBuilder data;
    /** Of the lines of the event so far. */
    private int eventBytes;

    private long events;

    public SseDecoder() {
        this(MAX_EVENT_BYTES);
    }

    SseDecoder(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /** Takes more bytes, and hands on each event and comment that they complete. */
    public void feed(Buffer bytes, Consumer<? super Frame> frames) {
        int start = 0;
        for (int i = 0; i < bytes.length(); i++) {
            byte b = bytes.getByte(i);
            boolean secondHalf = b == '\n' && afterCarriageReturn;
            afterCarriageReturn = b == '\r';
            if (secondHalf) {
                start = i + 1;
            } else if (b == '\n' || b == '\r') {
                int length = unfinished.length() + i - start;
                line(joined(bytes, start, i), length, frames);
                start = i + 1;
            }
        }
        if (start < bytes.length()) {
            // A copy: what is fed may be a view of a buffer that its owner uses again.
            unfinished.appendBuffer(bytes, start, bytes.length() - start);
            checkLength(unfinished.length());
        }
    }

    /** Whether an event has begun that no blank line has ended: a stream that ends so was cut off, and that event doesn't count. */
    public boolean isInsideEvent() {
        return unfinished.length() > 0 || data != null || name != null;
    }

    private String joined(Buffer bytes, int start, int end) {
        checkLength(unfinished.length() + end - start);
        if (unfinished.length() == 0) {
            return bytes.getString(start, end, StandardCharsets.UTF_8.name());
        }
        String line = unfinished
                .appendBuffer(bytes, start, end - start)
                .getString(0, unfinished.length(), StandardCharsets.UTF_8.name());
        unfinished = Buffer.buffer();
        return line;
    }

    private void line(String read, int length, Consumer<? super Frame> frames) {
        String line = atStart && !read.isEmpty() && read.charAt(0) == BYTE_ORDER_MARK ? read.substring(1) : read;
        atStart = false;
        if (line.isEmpty()) {
            dispatch(frames);
            return;
        }
        int colon = line.indexOf(':');
        if (colon == 0) {
            frames.accept(new Comment(value(line, colon)));
            return;
        }
        eventBytes += length;
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : value(line, colon);
        switch (field) {
            case "event" -> name = value;
            case "data" -> {
                if (data == null) {
                    data = new StringBuilder(value);
                } else {
                    data.append('\n').append(value);
                }
            }
            default -> {
                // Of no use here, or of a later version.
            }
        }
    }

    private static String value(String line, int colon) {
        int from = colon + 1;
        return line.substring(from < line.length() && line.charAt(from) == ' ' ? from + 1 : from);
    }

    private void dispatch(Consumer<? super Frame> frames) {
        StringBuilder whole = data;
        String called = name;
        data = null;
        name = null;
        eventBytes = 0;
        if (whole != null) {
            events++;
            frames.accept(new Event(called == null || called.isEmpty() ? "message" : called, whole.toString()));
        }
    }

    private void checkLength(int more) {
        if (eventBytes + more > maxEventBytes) {
            throw new IllegalArgumentException("event " + (events + 1) + " is longer than " + maxEventBytes + " bytes");
        }
    }
}
