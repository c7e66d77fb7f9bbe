package dev.rivulet.discord.client;

import java.net.URI;

/** The program can't be on Discord until somebody changes something; the message is one line that says what. */
public final class LoginException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LoginException(String message) {
        super(message, null, false, false);
    }

    public static LoginException wrongToken() {
        return new LoginException(
                "Discord does not accept the bot token: set DISCORD_TOKEN to the token from https://discord.com/developers/applications"
                        + " (your application, Bot, Reset Token).");
    }

    public static LoginException unreachable(URI apiUrl, DiscordException cause) {
        String happened = switch (cause.kind()) {
            case PASSING -> "does not answer";
            case UNAUTHORIZED, FORBIDDEN -> "refuses the bot";
            case GONE, REJECTED -> "is something else: what answers there does not speak Discord's API";
        };
        return new LoginException(
                "Discord at " + apiUrl + " " + happened + "; check the network, and DISCORD_API_URL if it is set.");
    }

    /** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes. */
    public static LoginException closed(int closeCode) {
        return switch (closeCode) {
            case 4004 -> wrongToken();
            case 4013, 4014 ->
                new LoginException(
                        "Discord refused to tell of messages: switch on Message Content Intent at https://discord.com/developers/applications"
                                + " (your application, Bot), then start again.");
            default -> new LoginException("Discord closed the connection for good (close code " + closeCode + ").");
        };
    }
}
