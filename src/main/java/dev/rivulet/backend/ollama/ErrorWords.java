package dev.rivulet.backend.ollama;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * Ollama's own words for what went wrong: the {@code error} of its error objects. One line and short, fit to show and to log: Ollama
 * quotes a model's output only behind {@code raw=}, and that is cut.
 */
final class ErrorWords {
    private static final int MAX_LENGTH = 200;

    private ErrorWords() {}

    /** Empty where there are none. */
    static String in(Buffer body) {
        try {
            return body.toJsonValue() instanceof JsonObject json ? in(json) : "";
        } catch (DecodeException _) {
            return "";
        }
    }

    /** Ollama's error is a text; some servers that speak like it send an object with a {@code message}. */
    static String in(JsonObject json) {
        return switch (json.getValue("error")) {
            case String text -> tidy(text);
            case JsonObject error when error.getValue("message") instanceof String text -> tidy(text);
            case null, default -> "";
        };
    }

    private static String tidy(String words) {
        int raw = words.indexOf("raw=");
        String line = (raw < 0 ? words : words.substring(0, raw))
                .replaceAll("\\s+", " ")
                .strip();
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return line.substring(0, end) + "…";
    }
}
