package dev.rivulet.discord.attachments;

import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to a message, as Discord describes it.
 *
 * @param mediaType null where Discord doesn't know
 * @param size bytes
 */
public record Attachment(String name, @Nullable String mediaType, long size, String url) {
    private static final int LONGEST_NAME = 60;

    /** The name, fit to stand in a line of text. */
    String shownName() {
        String plain = name.replaceAll("[^\\p{L}\\p{N}._ -]", "_");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME - 1) + "…";
    }
}
