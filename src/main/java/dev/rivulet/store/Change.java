package dev.rivulet.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One change to one entry; an entry holds either a text or a counter. */
public sealed interface Change {
    Key key();

    /**
     * Sets a text, whatever was there.
     *
     * @param value at most 64 KiB of UTF-8
     * @param expires from when on it counts as absent; null never
     */
    record Put(Key key, String value, @Nullable Instant expires) implements Change {}

    /**
     * Sets a text where none is; else the whole commit is refused.
     *
     * @param expires from when on it counts as absent; null never
     */
    record Create(Key key, String value, @Nullable Instant expires) implements Change {}

    /** Takes an entry away, if it is there. */
    record Delete(Key key) implements Change {}

    /** Takes an entry away that must be there; else the whole commit is refused. So of several who take the same one, one succeeds. */
    record Take(Key key) implements Change {}

    /**
     * Adds to a counter, which is 0 where it is absent; the whole commit is refused when it would exceed {@code most}.
     *
     * @param amount may be negative; keeping the counter from falling below 0 is up to the caller
     * @param most what the counter may come to; null for no limit
     * @param expires from when on it counts as absent; its key must not be counted with again after that
     */
    record Add(Key key, long amount, @Nullable Long most, Instant expires) implements Change {}
}
