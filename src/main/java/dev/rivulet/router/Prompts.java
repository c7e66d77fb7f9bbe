package dev.rivulet.router;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * System prompts by the name of their profile.
 *
 * @param texts a blank text stands for no system prompt
 */
public record Prompts(Map<String, String> texts) {
    /** The profile of questions for which neither they nor a rule name one; always known, and without a prompt unless one is given. */
    public static final String DEFAULT = "default";

    /** No system prompts at all. */
    public static final Prompts NONE = new Prompts(Map.of());

    public Prompts {
        texts = Map.copyOf(texts);
    }

    boolean knows(String profile) {
        return profile.equals(DEFAULT) || texts.containsKey(profile);
    }

    Optional<String> text(String profile) {
        return Optional.ofNullable(texts.get(profile)).filter(text -> !text.isBlank());
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(texts.keySet());
        names.add(DEFAULT);
        return names;
    }

    /** Without the prompts, which never reach a log. */
    @Override
    public String toString() {
        return "Prompts" + names();
    }
}
