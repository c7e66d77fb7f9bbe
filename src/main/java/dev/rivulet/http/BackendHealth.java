package dev.rivulet.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at one backend's set-up found.
 *
 * @param name the backend's
 * @param byDefault whether it answers, or stands in, where nobody asks for another one
 * @param findings shown to whoever may ask questions
 */
public record BackendHealth(String name, boolean byDefault, List<Finding> findings) {
    public BackendHealth {
        findings = List.copyOf(findings);
    }

    /** One thing found; {@code fix} is what to do about it, where something is to be done. */
    public record Finding(
            Level level,
            String subject,
            String text,
            @Nullable String fix) {}

    /** How bad it is, worst last. */
    public enum Level {
        OK,
        WARNING,
        PROBLEM
    }

    /** As bad as its worst finding. */
    Level level() {
        return findings.stream().map(Finding::level).max(Level::compareTo).orElse(Level.OK);
    }
}
