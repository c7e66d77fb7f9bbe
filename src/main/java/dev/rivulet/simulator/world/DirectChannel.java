package dev.rivulet.simulator.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A direct conversation of two. */
public record DirectChannel(long id, List<User> members) implements Channel {
    public DirectChannel {
        members = List.copyOf(members);
    }

    @Override
    public @Nullable Long guildId() {
        return null;
    }

    @Override
    public String name() {
        return String.join(", ", members.stream().map(User::name).toList());
    }

    public boolean has(long userId) {
        return members.stream().anyMatch(user -> user.id() == userId);
    }
}
