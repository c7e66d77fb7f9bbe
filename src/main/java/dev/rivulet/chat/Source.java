package dev.rivulet.chat;

import org.jspecify.annotations.Nullable;

/**
 * Something an answer rests on, as the backend names it: whoever shows it trusts neither its words nor its address.
 *
 * @param title what it is called; null where the backend does not tell
 * @param uri where it is, not always an address that a browser opens; not blank
 * @param quote the passage meant; null where the backend does not tell
 */
public record Source(
        @Nullable String title, String uri, @Nullable String quote) {
    public Source {
        if (uri.isBlank()) {
            throw new IllegalArgumentException("uri must not be blank");
        }
    }

    /** Without the texts: what was asked for shows in them, and never reaches a log. */
    @Override
    public String toString() {
        return "Source[" + uri.length() + " characters]";
    }
}
