package dev.rivulet.simulator.world;

import java.util.List;

/** Who reacted with one emoji, in the order in which they did. */
public record Reaction(String emoji, List<Long> userIds) {
    public Reaction {
        userIds = List.copyOf(userIds);
    }
}
