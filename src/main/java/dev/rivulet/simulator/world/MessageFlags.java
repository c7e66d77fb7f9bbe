package dev.rivulet.simulator.world;

import org.jspecify.annotations.Nullable;

/** Bits of <a href="https://discord.com/developers/docs/resources/message#message-object-message-flags">message flags</a>. */
public final class MessageFlags {
    /** Links in it show no preview. The only one that an edit can change. */
    public static final int SUPPRESS_EMBEDS = 1 << 2;

    /** A thread was started from it. */
    public static final int HAS_THREAD = 1 << 5;

    /** Only who asked for it sees it. */
    public static final int EPHEMERAL = 1 << 6;

    /** An application said that its answer will come: "is thinking…". */
    public static final int LOADING = 1 << 7;

    /** Nobody is notified of it. */
    public static final int SUPPRESS_NOTIFICATIONS = 1 << 12;

    private MessageFlags() {}

    /** Those that whoever writes into a channel may ask for; the others are left out. */
    static int writable(int flags) {
        return flags & (SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS);
    }

    static int edited(int flags, @Nullable Integer change) {
        int kept = change == null ? flags : (flags & ~SUPPRESS_EMBEDS) | (change & SUPPRESS_EMBEDS);
        return kept & ~LOADING;
    }
}
