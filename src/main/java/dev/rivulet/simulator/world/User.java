package dev.rivulet.simulator.world;

/**
 * Somebody with an account: a person, or the user of a bot's application (whose application id is the same number, as Discord gives
 * it to new applications).
 */
public record User(long id, String name, boolean bot) {
    public User {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A user's name must not be blank.");
        }
    }

    /** How a message names this user, so that it mentions them. */
    public String mention() {
        return "<@" + id + ">";
    }
}
