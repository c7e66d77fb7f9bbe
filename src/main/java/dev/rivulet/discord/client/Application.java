package dev.rivulet.discord.client;

import dev.rivulet.config.DiscordConfig;
import discord4j.discordjson.json.ApplicationInfoData;
import java.util.ArrayList;
import java.util.List;

/**
 * The bot's application, as its owner set it up in Discord's developer portal.
 *
 * @param botId the bot's user id
 * @param messageContent whether it may read the content of messages that don't address it
 */
public record Application(String id, String botId, String botName, boolean messageContent) {
    /** GATEWAY_MESSAGE_CONTENT and GATEWAY_MESSAGE_CONTENT_LIMITED: https://discord.com/developers/docs/resources/application. */
    private static final int MESSAGE_CONTENT_FLAGS = 1 << 18 | 1 << 19;

    /**
     * Add reactions, view channels, send messages, embed links, attach files, read message history, send messages in threads:
     * https://discord.com/developers/docs/topics/permissions.
     */
    private static final long PERMISSIONS = 1L << 6 | 1L << 10 | 1L << 11 | 1L << 14 | 1L << 15 | 1L << 16 | 1L << 38;

    static Application of(ApplicationInfoData data) {
        String name = data.bot()
                .toOptional()
                .flatMap(bot -> bot.username().toOptional())
                .orElse(data.name());
        String botId = data.bot()
                .toOptional()
                .map(bot -> bot.id().asString())
                .orElse(data.id().asString());
        int flags = data.flags().toOptional().orElse(0);
        return new Application(data.id().asString(), botId, name, (flags & MESSAGE_CONTENT_FLAGS) != 0);
    }

    public Connected connected(DiscordConfig config) {
        return new Connected(botName, inviteLink(), warnings(!config.channels().isEmpty()));
    }

    String inviteLink() {
        return "https://discord.com/oauth2/authorize?client_id=" + id + "&scope=bot+applications.commands&permissions="
                + PERMISSIONS;
    }

    /** @param listensToChannels whether there are channels in which every message is for us */
    List<String> warnings(boolean listensToChannels) {
        List<String> warnings = new ArrayList<>();
        if (!messageContent) {
            warnings.add("Message Content Intent is off: mentions, replies and direct messages work"
                    + (listensToChannels ? ", but messages in the configured channels can't be read" : "")
                    + ". Switch it on at https://discord.com/developers/applications/" + id + "/bot and start again.");
        }
        return warnings;
    }
}
