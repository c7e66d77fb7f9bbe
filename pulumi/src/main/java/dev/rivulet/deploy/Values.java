package dev.rivulet.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Settings by name; what can't be read is noted, its default stands in, and reading goes on, so that one run finds all mistakes. */
final class Values {
    private final String namespace;
    private final StackConfig config;
    private final List<String> mistakes;
    private final Set<String> asked = new TreeSet<>();

    /**
     * @param namespace begins every name, such as {@code aws:}
     */
    Values(String namespace, StackConfig config, List<String> mistakes) {
        this.namespace = namespace;
        this.config = config;
        this.mistakes = mistakes;
    }

    void wrong(String name, String why) {
        mistakes.add(namespace + name + " " + why);
    }

    /** The names of all settings that were looked up until now. */
    Set<String> asked() {
        return asked;
    }

    /**
     * Notes what is set in the namespace and was never looked up; to be called when all is read.
     *
     * @param why says it of a name
     */
    void reportOthers(UnaryOperator<String> why) {
        config.names().stream()
                .filter(name -> name.startsWith(namespace))
                .map(name -> name.substring(namespace.length()))
                .filter(name -> !asked.contains(name))
                .sorted()
                .forEach(name -> wrong(name, why.apply(name)));
    }

    Optional<String> text(String name) {
        asked.add(name);
        return config.lookup().apply(namespace + name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Text that must match a pattern in full. */
    Optional<String> text(String name, String pattern, String what) {
        Optional<String> value = text(name);
        if (value.isPresent() && !value.get().matches(pattern)) {
            wrong(name, "must be " + what + ", not \"" + value.get() + "\"");
            return Optional.empty();
        }
        return value;
    }

    boolean flag(String name, boolean fallback) {
        return switch (text(name).orElse(String.valueOf(fallback))) {
            case "true" -> true;
            case "false" -> false;
            case String other -> {
                wrong(name, "must be true or false, not \"" + other + "\"");
                yield fallback;
            }
        };
    }

    int number(String name, int fallback, int least, int most) {
        return number(name, least, most).orElse(fallback);
    }

    Optional<Integer> number(String name, int least, int most) {
        return text(name).flatMap(value -> {
            if (value.matches("\\d{1,9}")) {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            }
            wrong(name, "must be a whole number from " + least + " to " + most + ", not \"" + value + "\"");
            return Optional.empty();
        });
    }

    /** Names separated by commas. */
    List<String> list(String name) {
        return text(name).map(value -> List.of(value.split("\\s*,\\s*"))).orElse(List.of());
    }

    /** A JSON object, as {@code pulumi config set --path} makes it; empty where it is none. */
    SequencedMap<String, JsonElement> object(String name) {
        SequencedMap<String, JsonElement> entries = new LinkedHashMap<>();
        text(name).ifPresent(value -> {
            try {
                if (JsonParser.parseString(value) instanceof JsonObject object) {
                    object.entrySet().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
                    return;
                }
            } catch (JsonParseException notJson) {
                // Said below.
            }
            wrong(name, "must be an object, set with pulumi config set --path '" + name + ".NAME' VALUE");
        });
        return entries;
    }

    /** An object whose values are all text. */
    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name).forEach((key, value) -> {
            if (value instanceof JsonPrimitive primitive) {
                texts.put(key, primitive.getAsString());
            } else {
                wrong(name + "." + key, "must be a single value");
            }
        });
        return texts;
    }
}
