package dev.rivulet.discord.client;

/** Discord did not do what it was asked. No stack trace: it says where Discord's answer was read, which helps nobody. */
public final class DiscordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What can be done about it. */
    public enum Kind {
        /** The message, or its channel, isn't there any more. */
        GONE,
        /** We may not do this here. */
        FORBIDDEN,
        /** The token is not accepted. */
        UNAUTHORIZED,
        /** Discord won't take it as it is: the same again would fail again. */
        REJECTED,
        /** Trouble in Discord or on the way: the same again may work, and this time may have worked unseen. */
        PASSING
    }

    private final Kind kind;
    private final int code;

    public DiscordException(Kind kind, String message) {
        this(kind, message, 0);
    }

    /** @param code Discord's own, which says more than the HTTP status; 0 where there is none */
    public DiscordException(Kind kind, String message, int code) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
    }

    int code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }
}
