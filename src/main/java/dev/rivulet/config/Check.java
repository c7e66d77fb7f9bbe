package dev.rivulet.config;

import java.net.URI;
import java.time.Duration;

/** What compact constructors ask of values; each throws with the setting's name and what is allowed. */
final class Check {
    private Check() {}

    static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }

    static void between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than nothing, such as 30s or 5m");
        }
    }

    static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
    }

    static void httpUrl(String name, URI value) {
        String scheme = value.getScheme();
        if (value.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(name + " must be an http:// or https:// address with a host");
        }
        if (value.toString().endsWith("/")) {
            throw new IllegalArgumentException(name + " must not end with a slash");
        }
    }
}
