package dev.rivulet.config;

import java.util.List;

/** A setting without which some forms can't start. */
public enum Need {
    /** For the forms that listen to Discord. */
    DISCORD_TOKEN(
            "discord.token",
            "is not set, and without it there is no way into Discord. Set DISCORD_TOKEN to the bot's token from"
                    + " https://discord.com/developers/applications (your application, then \"Bot\"),"
                    + " or try ./rivulet dev, which needs none"),

    /** For the form that has no router of its own. */
    ROUTER(
            "chat.url",
            "is not set, and without it there is no router to ask. Set RIVULET_CHAT_URL to the full address of its"
                    + " /chat, such as https://ID.execute-api.REGION.amazonaws.com/STAGE/chat, or call ./rivulet run,"
                    + " which has a router of its own");

    private final String key;
    private final String why;

    Need(String key, String why) {
        this.key = key;
        this.why = why;
    }

    boolean isMet(Node.Mapping written) {
        return !Node.isUnset(written.at(List.of(key.split("\\."))));
    }

    Mistake mistake() {
        return new Mistake("environment", key, why);
    }
}
