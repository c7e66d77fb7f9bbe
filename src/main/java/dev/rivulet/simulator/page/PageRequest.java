package dev.rivulet.simulator.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a page asks for. Every method throws an {@link IllegalArgumentException} whose message, meant for whoever wrote the request, says
 * what is wrong with it.
 */
record PageRequest(RoutingContext context, JsonObject body) {

    /** One without a body. */
    static PageRequest reading(RoutingContext context) {
        return new PageRequest(context, new JsonObject());
    }

    static PageRequest writing(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            if (body != null) {
                return new PageRequest(context, body);
            }
        } catch (DecodeException | ClassCastException _) {
            // Said below.
        }
        throw new IllegalArgumentException("The body must be a JSON object.");
    }

    long path(String name) {
        return id(name, context.pathParam(name));
    }

    long id(String name) {
        return id(name, text(name));
    }

    Optional<Long> findId(String name) {
        return findText(name).map(value -> id(name, value));
    }

    private static long id(String name, String value) {
        try {
            return Long.parseUnsignedLong(value);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(name + " must be an id, a string of digits.");
        }
    }

    /** Text that has something in it. */
    String text(String name) {
        return findText(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing; it must be a text."));
    }

    Optional<String> findText(String name) {
        return switch (body.getValue(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw new IllegalArgumentException(name + " must be a text.");
        };
    }

    List<Picture> pictures() {
        return switch (body.getValue("images")) {
            case null -> List.of();
            case JsonArray images -> images.stream().map(PageRequest::picture).toList();
            default -> throw new IllegalArgumentException("images must be an array.");
        };
    }

    private static Picture picture(Object json) {
        if (json instanceof JsonObject image
                && image.getValue("name") instanceof String name
                && image.getValue("mediaType") instanceof String mediaType
                && image.getValue("data") instanceof String data) {
            try {
                return new Picture(
                        name, mediaType, Buffer.buffer(Base64.getDecoder().decode(data)));
            } catch (IllegalArgumentException _) {
                // Said below.
            }
        }
        throw new IllegalArgumentException("Each image needs the texts name, mediaType and data, in Base64.");
    }

    record Picture(String name, String mediaType, Buffer data) {}
}
