package dev.rivulet.backend;

import org.jspecify.annotations.Nullable;

/**
 * What a look at the set-up found.
 *
 * @param subject what was looked at, such as {@code Ollama at http://localhost:11434}; no secrets
 * @param text what was found, one sentence
 * @param fix what to do about it, naming the setting or the command; null where nothing is to be done
 */
public record Finding(
        Level level, String subject, String text, @Nullable String fix) {

    /** How bad it is. */
    public enum Level {
        OK,
        /** It works, but not as well as it could. */
        WARNING,
        /** It doesn't work. */
        PROBLEM
    }
}
