package dev.rivulet.chat;

/**
 * Who asks.
 *
 * @param id stable and unique within the place the question comes from; for Discord a snowflake
 * @param name as shown to others
 */
public record User(String id, String name) {
    public User {
        if (id.isBlank()) {
            throw new IllegalArgumentException("user.id must not be blank");
        }
    }
}
