package dev.rivulet.chat;

/**
 * A picture that belongs to a message, for models that can see.
 *
 * @param mediaType such as {@code image/png}
 * @param base64 the picture's bytes in standard base64, without line breaks; kept encoded since every wire wants it so
 */
public record Image(String mediaType, String base64) {
    public Image {
        if (!mediaType.startsWith("image/")) {
            throw new IllegalArgumentException("images must have a media type image/…, not " + mediaType);
        }
    }

    /** Without the picture itself: that never reaches a log. */
    @Override
    public String toString() {
        return "Image[" + mediaType + ", " + base64.length() + " base64 characters]";
    }
}
