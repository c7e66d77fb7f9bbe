package dev.rivulet.config;

/** A value that never prints: only {@link #reveal()} gives it away. */
public record Secret(String reveal) {
    public Secret {
        if (reveal.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
