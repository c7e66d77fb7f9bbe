package dev.rivulet.simulator.world;

/**
 * What sort of message it is.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#message-object-message-types">Message types</a>
 */
public enum MessageKind {
    DEFAULT(0),
    /** A thread got another name, which is the text. */
    NAME_CHANGED(4),
    /** A thread was started that belongs to no message; its name is the text. */
    THREAD_CREATED(18),
    REPLY(19),
    /** An application's answer to a command. */
    COMMAND_ANSWER(20),
    /** The empty first message of a thread that was started from a message, which it refers to. */
    THREAD_STARTER(21);

    private final int code;

    MessageKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
