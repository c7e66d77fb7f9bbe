package dev.rivulet.simulator.world;

import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody may do in a channel. Everybody may do what is usual until {@link World#forbid} says otherwise; the rest comes with a
 * role, with owning the server, or with {@link World#permit}.
 *
 * @see <a href="https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags">Bits</a>
 */
public enum Permission {
    VIEW_CHANNEL(10),
    SEND_MESSAGES(11),
    MANAGE_MESSAGES(13),
    EMBED_LINKS(14),
    ATTACH_FILES(15),
    READ_MESSAGE_HISTORY(16),
    MENTION_EVERYONE(17),
    ADD_REACTIONS(6),
    USE_APPLICATION_COMMANDS(31),
    CREATE_PUBLIC_THREADS(35),
    CREATE_PRIVATE_THREADS(36),
    SEND_MESSAGES_IN_THREADS(38),
    /** All of them, whatever a channel says. */
    ADMINISTRATOR(3),
    MANAGE_CHANNELS(4),
    MANAGE_GUILD(5),
    MANAGE_THREADS(34),
    MODERATE_MEMBERS(40);

    private static final Set<Permission> UNUSUAL =
            EnumSet.of(MANAGE_MESSAGES, ADMINISTRATOR, MANAGE_CHANNELS, MANAGE_GUILD, MANAGE_THREADS, MODERATE_MEMBERS);

    private final int bit;

    Permission(int bit) {
        this.bit = bit;
    }

    /** Whether everybody has it from the start. */
    public boolean isUsual() {
        return !UNUSUAL.contains(this);
    }

    public long mask() {
        return 1L << bit;
    }

    /** The bits of all of them. */
    public static long mask(Set<Permission> permissions) {
        return permissions.stream().mapToLong(Permission::mask).reduce(0, (one, other) -> one | other);
    }
}
