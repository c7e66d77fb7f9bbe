package dev.rivulet.discord.client;

import java.util.List;

/**
 * What a successful login found out, for whoever starts the program.
 *
 * @param botName the bot's name on Discord
 * @param inviteLink opens Discord's page that adds the bot to a server
 * @param warnings what works less well than it could, each a sentence with what to do
 */
public record Connected(String botName, String inviteLink, List<String> warnings) {
    public Connected {
        warnings = List.copyOf(warnings);
    }
}
