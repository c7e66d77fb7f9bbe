package dev.rivulet.chat;

/**
 * Names one conversation. Opaque: only whoever made it knows what it stands for, and two conversations never share one.
 *
 * @param value 1 to 256 characters
 */
public record ConversationId(String value) {
    private static final int MAX_LENGTH = 256;

    public ConversationId {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("conversation must have 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
