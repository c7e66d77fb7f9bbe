package dev.rivulet.simulator.world;

/**
 * A bot's application as its owner set it up in the developer portal.
 *
 * @param messageContent whether the Message Content intent is switched on
 * @param guildMembers whether the Server Members intent is switched on
 * @param presence whether the Presence intent is switched on
 */
public record BotApplication(long id, String name, boolean messageContent, boolean guildMembers, boolean presence) {
    // Bits of https://discord.com/developers/docs/resources/application#application-object-application-flags; the
    // limited
    // ones are those of applications in fewer than 100 servers.
    private static final int PRESENCE_LIMITED = 1 << 13;
    private static final int GUILD_MEMBERS_LIMITED = 1 << 15;
    private static final int MESSAGE_CONTENT_LIMITED = 1 << 19;

    static BotApplication of(User bot) {
        return new BotApplication(bot.id(), bot.name(), true, true, true);
    }

    public BotApplication withMessageContent(boolean on) {
        return new BotApplication(id, name, on, guildMembers, presence);
    }

    public BotApplication withGuildMembers(boolean on) {
        return new BotApplication(id, name, messageContent, on, presence);
    }

    public BotApplication withPresence(boolean on) {
        return new BotApplication(id, name, messageContent, guildMembers, on);
    }

    public int flags() {
        return (presence ? PRESENCE_LIMITED : 0)
                | (guildMembers ? GUILD_MEMBERS_LIMITED : 0)
                | (messageContent ? MESSAGE_CONTENT_LIMITED : 0);
    }
}
