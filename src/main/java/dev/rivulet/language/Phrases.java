package dev.rivulet.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One language's lines by key. {@code {0}} stands for the first argument; {@code {0#}} does too, and says that it is a number, of which
 * English may make "1st".
 */
record Phrases(Map<String, String> byKey) {
    private static final Map<Language, Phrases> LOADED = new ConcurrentHashMap<>();

    static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)(#?)}");

    Phrases {
        byKey = Map.copyOf(byKey);
    }

    static Phrases of(Language language) {
        Phrases loaded = LOADED.get(language);
        return loaded == null ? LOADED.computeIfAbsent(language, Phrases::load) : loaded;
    }

    private static Phrases load(Language language) {
        String file = "phrases_" + language + ".properties";
        Properties properties = new Properties();
        try (InputStream in = Phrases.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> byKey = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> byKey.put(key, properties.getProperty(key)));
        return new Phrases(byKey);
    }

    String fill(String key, Object... arguments) {
        String line = byKey.get(key);
        if (line == null) {
            throw new IllegalArgumentException("no line for " + key);
        }
        return PLACEHOLDER
                .matcher(line)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf(arguments[Integer.parseInt(found.group(1))])));
    }
}
