package dev.rivulet.chat;

/**
 * What an answer cost, in tokens; 0 where the backend does not tell.
 *
 * @param inputTokens tokens read
 * @param outputTokens tokens written
 */
public record Usage(int inputTokens, int outputTokens) {
    /** The backend did not tell. */
    public static final Usage UNKNOWN = new Usage(0, 0);

    public Usage {
        if (inputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException("tokens must not be negative");
        }
    }
}
