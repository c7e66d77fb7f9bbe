package dev.rivulet.simulator.world;

/**
 * What somebody may do in a channel. Everybody may do all of it until {@link World#forbid} says otherwise; nobody may manage channels,
 * threads or others' messages until {@link World#permit} says so.
 *
 * @see <a href="https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags">Bits</a>
 */
public enum Permission {
    VIEW_CHANNEL(10),
    SEND_MESSAGES(11),
    MANAGE_MESSAGES(13),
    ATTACH_FILES(15),
    READ_MESSAGE_HISTORY(16),
    MENTION_EVERYONE(17),
    ADD_REACTIONS(6),
    CREATE_PUBLIC_THREADS(35),
    SEND_MESSAGES_IN_THREADS(38),
    MANAGE_CHANNELS(4),
    MANAGE_THREADS(34);

    private final int bit;

    Permission(int bit) {
        this.bit = bit;
    }

    /** Whether everybody has it from the start. */
    public boolean isUsual() {
        return this != MANAGE_MESSAGES && this != MANAGE_CHANNELS && this != MANAGE_THREADS;
    }

    public long mask() {
        return 1L << bit;
    }
}
