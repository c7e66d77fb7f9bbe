package dev.rivulet.http;

import dev.rivulet.http.Problem.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what the validator found in a body into sentences that name the field, what was found and what is allowed. */
final class FieldErrors {
    private static final int MAX_ERRORS = 20;
    private static final int MAX_SHOWN = 40;

    private final JsonObject document;
    private final JsonObject schema;
    private final @Nullable Object body;

    /** @param schema the name of the schema that the body was held to */
    FieldErrors(ApiDocument document, String schema, @Nullable Object body) {
        this.document = document.json();
        this.schema = document.schema(schema);
        this.body = body;
    }

    /** At least one error, the first 20 at most. */
    List<FieldError> of(OutputUnit output) {
        List<OutputUnit> units = output.getErrors();
        List<FieldError> errors = new ArrayList<>();
        for (OutputUnit unit : units) {
            if (isCause(unit, units) && errors.size() < MAX_ERRORS) {
                errors.add(error(unit));
            }
        }
        return errors.isEmpty() ? List.of(new FieldError("", "does not match its description")) : errors;
    }

    /** The validator also tells of each object and list on the way to a wrong field, and calls known wrong fields unknown. */
    private static boolean isCause(OutputUnit unit, List<OutputUnit> all) {
        return switch (keyword(unit)) {
            case "properties", "items", "$ref" -> false;
            case "additionalProperties" ->
                all.stream()
                        .noneMatch(other -> other.getInstanceLocation().equals(unit.getInstanceLocation())
                                && keyword(other).equals("properties"));
            default -> true;
        };
    }

    private static String keyword(OutputUnit unit) {
        return unit.getKeywordLocation().substring(unit.getKeywordLocation().lastIndexOf('/') + 1);
    }

    private FieldError error(OutputUnit unit) {
        String location = unit.getInstanceLocation().substring(1);
        String field = field(location);
        Object found = location.isEmpty() ? body : JsonPointer.from(location).queryJson(body);
        Object allowed = at(unit.getKeywordLocation());
        return switch (keyword(unit)) {
            case "required" -> {
                String missing = between(unit.getError(), '"');
                yield new FieldError(field.isEmpty() ? missing : field + "." + missing, "is missing");
            }
            case "additionalProperties" -> {
                String parent = unit.getKeywordLocation();
                Object known = at(parent.substring(0, parent.lastIndexOf('/')) + "/properties");
                yield new FieldError(
                        field,
                        known instanceof JsonObject properties
                                ? "is not known here; known are " + String.join(", ", properties.fieldNames())
                                : "is not known here");
            }
            case "type" -> new FieldError(field, "must be " + article(allowed) + ", not " + type(found));
            case "enum" -> new FieldError(field, "must be " + choice(allowed) + ", not " + shown(found));
            case "minLength", "minItems" -> new FieldError(field, "must not be empty");
            case "maxLength" ->
                new FieldError(
                        field,
                        "may have at most " + allowed + " characters, not "
                                + String.valueOf(found).length());
            case "pattern" -> new FieldError(field, "must match " + allowed + "; " + shown(found) + " does not");
            case "format" -> new FieldError(field, "must be a " + allowed + "; " + shown(found) + " is none");
            default -> new FieldError(field, "is wrong: " + unit.getError());
        };
    }

    /** What stands in the schema at the place the validator names, its references followed. */
    private @Nullable Object at(String keywordLocation) {
        Object node = schema;
        for (String segment : segments(keywordLocation.substring(1))) {
            if (!(node instanceof JsonObject object)) {
                return null;
            }
            node = segment.equals("$ref")
                    ? JsonPointer.from(object.getString(segment).substring(1)).queryJson(document)
                    : object.getValue(segment);
        }
        return node;
    }

    /** {@code /messages/0/role} as {@code messages[0].role}. */
    private static String field(String pointer) {
        StringBuilder field = new StringBuilder();
        for (String segment : segments(pointer)) {
            String name = segment.replace("~1", "/").replace("~0", "~");
            if (!name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
                field.append('[').append(name).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(name);
            }
        }
        return field.toString();
    }

    private static List<String> segments(String pointer) {
        return pointer.isEmpty()
                ? List.of()
                : Arrays.asList(pointer.substring(1).split("/", -1));
    }

    private static String between(String text, char quote) {
        return text.substring(text.indexOf(quote) + 1, text.lastIndexOf(quote));
    }

    private static String choice(@Nullable Object allowed) {
        return allowed instanceof JsonArray values
                ? values.stream().map(String::valueOf).collect(Collectors.joining(" or "))
                : String.valueOf(allowed);
    }

    private static String article(@Nullable Object type) {
        return ("object".equals(type) || "array".equals(type) || "integer".equals(type) ? "an " : "a ") + type;
    }

    private static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String _ -> "a string";
            case Number _ -> "a number";
            case Boolean _ -> "a boolean";
            case JsonArray _ -> "an array";
            default -> "an object";
        };
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return '"' + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…") + '"';
    }
}
