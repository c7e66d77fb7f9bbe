package dev.rivulet.simulator.page;

import dev.rivulet.simulator.world.Upload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page asks for. Every method throws an {@link IllegalArgumentException} whose message, meant for whoever wrote the request, says
 * what is wrong with it.
 */
record PageRequest(RoutingContext context, JsonObject body) {

    /** One without a body: what its query says is taken for it. */
    static PageRequest reading(RoutingContext context) {
        JsonObject query = new JsonObject();
        context.queryParams().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
        return new PageRequest(context, query);
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

    Optional<Boolean> findFlag(String name) {
        return switch (body.getValue(name)) {
            case null -> Optional.empty();
            case Boolean flag -> Optional.of(flag);
            default -> throw new IllegalArgumentException(name + " must be true or false.");
        };
    }

    List<String> texts(String name) {
        return switch (body.getValue(name)) {
            case JsonArray array
            when array.stream().allMatch(String.class::isInstance) ->
                array.stream().map(String.class::cast).toList();
            case null, default -> throw new IllegalArgumentException(name + " must be an array of texts.");
        };
    }

    /** Empty when it is not there. */
    JsonObject object(String name) {
        return switch (body.getValue(name)) {
            case null -> new JsonObject();
            case JsonObject object -> object;
            default -> throw new IllegalArgumentException(name + " must be a JSON object.");
        };
    }

    Map<String, String> textsByName(String name) {
        Map<String, String> texts = new HashMap<>();
        object(name).forEach(entry -> {
            if (!(entry.getValue() instanceof String text)) {
                throw new IllegalArgumentException(name + " must hold texts.");
            }
            texts.put(entry.getKey(), text);
        });
        return texts;
    }

    List<File> files() {
        return switch (body.getValue("files")) {
            case null -> List.of();
            case JsonArray files -> files.stream().map(PageRequest::file).toList();
            default -> throw new IllegalArgumentException("files must be an array.");
        };
    }

    Map<String, File> filesByName() {
        Map<String, File> files = new HashMap<>();
        object("files").forEach(entry -> files.put(entry.getKey(), file(entry.getValue())));
        return files;
    }

    private static File file(@Nullable Object json) {
        if (json instanceof JsonObject file
                && file.getValue("name") instanceof String name
                && file.getValue("mediaType") instanceof String mediaType
                && file.getValue("data") instanceof String data) {
            try {
                return new File(
                        name, mediaType, Buffer.buffer(Base64.getDecoder().decode(data)));
            } catch (IllegalArgumentException _) {
                // Said below.
            }
        }
        throw new IllegalArgumentException("Each file needs the texts name, mediaType and data, in Base64.");
    }

    /** @param mediaType empty where the browser knows none */
    record File(String name, String mediaType, Buffer data) {
        Upload upload() {
            return new Upload(name, mediaType.isEmpty() ? null : mediaType, data);
        }
    }
}
