package dev.rivulet.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the embedded store's file holds it: {@code KIND EXPIRY CONTENT}, the expiry in milliseconds since 1970 or empty for never.
 */
record Stored(Kind kind, String content, @Nullable Instant expires) {
    enum Kind {
        TEXT,
        COUNTER
    }

    static Stored text(String value, @Nullable Instant expires) {
        return new Stored(Kind.TEXT, value, expires);
    }

    static Stored counter(long value, Instant expires) {
        return new Stored(Kind.COUNTER, Long.toString(value), expires);
    }

    boolean isAlive(Instant now) {
        return expires == null || now.isBefore(expires);
    }

    long count() {
        return kind == Kind.COUNTER ? Long.parseLong(content) : 0;
    }

    String encode() {
        return kind + " " + (expires == null ? "" : expires.toEpochMilli()) + " " + content;
    }

    static Stored decode(String line) {
        String[] parts = line.split(" ", 3);
        return new Stored(
                Kind.valueOf(parts[0]),
                parts[2],
                parts[1].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(parts[1])));
    }
}
