package dev.rivulet.simulator.world;

/** Bits of <a href="https://discord.com/developers/docs/resources/message#message-object-message-flags">message flags</a>. */
public final class MessageFlags {
    /** A thread was started from it. */
    public static final int HAS_THREAD = 1 << 5;

    /** Only who asked for it sees it. */
    public static final int EPHEMERAL = 1 << 6;

    /** An application said that its answer will come: "is thinking…". */
    public static final int LOADING = 1 << 7;

    private MessageFlags() {}
}
