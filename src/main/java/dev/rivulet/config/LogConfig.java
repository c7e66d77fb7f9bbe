package dev.rivulet.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is logged, to standard error.
 *
 * @param level how much Rivulet itself says; libraries stay at {@code WARN}
 * @param heartbeat how often a form that listens to Discord says that it lives: by the file {@code alive} in the data directory, and
 *     while Discord's gateway answers by a line, whatever the level; unset never
 */
public record LogConfig(
        @Default("INFO") Level level, @Nullable Duration heartbeat) {
    public LogConfig {
        if (heartbeat != null) {
            Check.positive("heartbeat", heartbeat);
        }
    }

    /** From silent to talkative. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
