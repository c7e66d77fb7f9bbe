package dev.rivulet.render;

/**
 * What one Discord message of an answer shows.
 *
 * @param content 1 to 2,000 UTF-16 units, never blank, our own lines included; neither starts nor ends with anything Discord trims
 * @param sealed the content never changes again, and the answer goes on in the next page
 * @param through how many UTF-16 units of the answer, from its start, this page and those before it show; compare with {@link
 *     AnswerPages#length()} to know how far behind a message is
 */
public record Page(String content, boolean sealed, long through) {
    /** UTF-16 units that fit a message. */
    public static final int LIMIT = 2000;

    public Page {
        if (content.isBlank() || content.length() > LIMIT) {
            throw new IllegalArgumentException(
                    "content must have 1 to " + LIMIT + " characters, has " + content.length());
        }
    }

    /** Without the text: what people and models say never reaches a log. */
    @Override
    public String toString() {
        return "Page[" + content.length() + " characters" + (sealed ? ", sealed]" : "]");
    }
}
