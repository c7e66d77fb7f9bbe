package dev.rivulet.store;

import java.nio.charset.StandardCharsets;

/**
 * Names one entry. Entries of one scope can be listed together.
 *
 * @param scope what it belongs to, such as {@code preference/channel/1234}; 1 to 1,024 bytes of UTF-8
 * @param name which one it is in its scope; 1 to 1,024 bytes of UTF-8, DynamoDB's limit for a sort key
 */
public record Key(String scope, String name) {
    private static final int MOST_BYTES = 1024;

    public Key {
        check("scope", scope);
        check("name", name);
    }

    private static void check(String what, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("a key's " + what + " must have 1 to " + MOST_BYTES + " bytes");
        }
    }
}
