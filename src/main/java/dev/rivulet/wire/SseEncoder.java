package dev.rivulet.wire;

import dev.rivulet.chat.ChatEvent;
import io.vertx.core.buffer.Buffer;
import java.util.regex.Pattern;

/**
 * Writes server-sent events, as <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML</a> defines them: UTF-8
 * lines, each event ended by an empty one.
 */
public final class SseEncoder {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private SseEncoder() {}

    /** The event under its name on the wire, with its JSON as data; one whole event in one buffer. */
    public static Buffer event(ChatEvent event) {
        return event(ChatJson.type(event), ChatJson.data(event).toBuffer().toString());
    }

    /**
     * @param name without line ends
     * @param data may have several lines; a reader gets them back joined by {@code \n}, whatever ended them here
     */
    public static Buffer event(String name, String data) {
        Buffer buffer = Buffer.buffer(name.length() + data.length() + 16);
        buffer.appendString("event: ").appendString(oneLine(name)).appendString("\n");
        for (String line : LINE_END.split(data, -1)) {
            buffer.appendString("data: ").appendString(line).appendString("\n");
        }
        return buffer.appendString("\n");
    }

    /** A line that readers ignore, which keeps the connection alive. */
    public static Buffer comment(String text) {
        return Buffer.buffer(": " + oneLine(text) + "\n\n");
    }

    private static String oneLine(String text) {
        if (LINE_END.matcher(text).find()) {
            throw new IllegalArgumentException("must not hold a line end");
        }
        return text;
    }
}
