package dev.rivulet.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text as a value of a type; throws {@link IllegalArgumentException} with what is allowed, to be read after the setting's key. */
final class Scalars {
    private Scalars() {}

    /** @param base what relative paths are relative to */
    static Object parse(Class<?> type, String text, Path base) {
        if (type == String.class || type == Object.class) {
            return text;
        }
        if (type == Secret.class) {
            return new Secret(text.trim());
        }
        String trimmed = text.trim();
        if (type == int.class) {
            return wholeNumber(trimmed);
        }
        if (type == boolean.class) {
            return truth(trimmed);
        }
        if (type == Duration.class) {
            return Durations.parse(trimmed);
        }
        if (type == URI.class) {
            return address(trimmed);
        }
        if (type == Path.class) {
            return path(trimmed, base);
        }
        if (type.isEnum()) {
            return constant(type, trimmed);
        }
        throw new IllegalStateException("no way to read a setting of " + type);
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text.replace("_", ""));
        } catch (NumberFormatException invalid) {
            throw new IllegalArgumentException("must be a whole number, not \"" + text + "\"");
        }
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException("must be true or false, not \"" + text + "\"");
        };
    }

    private static URI address(String text) {
        try {
            // People write addresses with and without; one form inside.
            return new URI(text.replaceAll("/+$", ""));
        } catch (URISyntaxException invalid) {
            // Not quoted: addresses can hold passwords.
            throw new IllegalArgumentException("must be an address such as http://localhost:11434");
        }
    }

    private static Path path(String text, Path base) {
        try {
            return base.resolve(text).normalize();
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException("must be a path, not \"" + text + "\"");
        }
    }

    private static Object constant(Class<?> type, String text) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Stream.of(type.getEnumConstants())
                                .map(Object::toString)
                                .collect(Collectors.joining(", "))
                        + ", not \"" + text + "\""));
    }
}
