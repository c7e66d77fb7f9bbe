package dev.rivulet.simulator.gateway;

/**
 * What a session asked to hear.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#list-of-intents">Intents</a>
 */
enum Intent {
    GUILDS(0),
    GUILD_MEMBERS(1),
    GUILD_PRESENCES(8),
    GUILD_MESSAGES(9),
    GUILD_MESSAGE_REACTIONS(10),
    GUILD_MESSAGE_TYPING(11),
    DIRECT_MESSAGES(12),
    DIRECT_MESSAGE_REACTIONS(13),
    DIRECT_MESSAGE_TYPING(14),
    MESSAGE_CONTENT(15);

    /** The highest bit Discord knows (direct message polls). */
    private static final int ALL_KNOWN = (1 << 26) - 1;

    private final int bit;

    Intent(int bit) {
        this.bit = bit;
    }

    boolean in(int intents) {
        return (intents & (1 << bit)) != 0;
    }

    static boolean areValid(int intents) {
        return intents >= 0 && (intents & ~ALL_KNOWN) == 0;
    }
}
