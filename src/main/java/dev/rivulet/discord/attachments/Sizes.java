package dev.rivulet.discord.attachments;

import java.util.Locale;

/** Sizes as people read them. */
final class Sizes {
    private Sizes() {}

    /** Such as {@code 10 MB} or {@code 0.5 MB}; the unit is the same in all our languages. */
    static String megabytes(long bytes) {
        String number = String.format(Locale.ROOT, "%.1f", bytes / 1_000_000.0);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " MB";
    }
}
