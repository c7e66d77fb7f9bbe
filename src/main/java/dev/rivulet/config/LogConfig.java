package dev.rivulet.config;

/**
 * What is logged, to standard error.
 *
 * @param level how much Rivulet itself says; libraries stay at {@code WARN}
 */
public record LogConfig(@Default("INFO") Level level) {

    /** From silent to talkative. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
