package dev.rivulet.backend.agentcore;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the text in what an unknown agent answers, at the places where it usually is. */
final class TextFinder {
    /** The likeliest first. */
    private static final List<String> PLACES =
            List.of("result", "response", "output", "answer", "completion", "text", "message", "content", "data");

    private TextFinder() {}

    /** Null where there is none. */
    static @Nullable String textIn(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case JsonArray blocks -> {
                StringBuilder texts = new StringBuilder();
                blocks.forEach(each -> {
                    String text = each instanceof JsonObject block ? textIn(block) : null;
                    texts.append(text == null ? "" : text);
                });
                yield texts.isEmpty() ? null : texts.toString();
            }
            case JsonObject object -> {
                for (String place : PLACES) {
                    String text = textIn(object.getValue(place));
                    if (text != null) {
                        yield text;
                    }
                }
                yield null;
            }
            case null, default -> null;
        };
    }
}
