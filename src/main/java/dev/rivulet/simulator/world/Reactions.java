package dev.rivulet.simulator.world;

import java.util.ArrayList;
import java.util.List;

/** Adding to and taking from a message's reactions. */
final class Reactions {
    private Reactions() {}

    static boolean has(Message message, long userId, String emoji) {
        return message.reactions().stream()
                .anyMatch(reaction ->
                        reaction.emoji().equals(emoji) && reaction.userIds().contains(userId));
    }

    static Message add(Message message, long userId, String emoji) {
        var all = new ArrayList<Reaction>();
        boolean known = false;
        for (var reaction : message.reactions()) {
            if (reaction.emoji().equals(emoji)) {
                known = true;
                var users = new ArrayList<>(reaction.userIds());
                users.add(userId);
                all.add(new Reaction(emoji, users));
            } else {
                all.add(reaction);
            }
        }
        if (!known) {
            all.add(new Reaction(emoji, List.of(userId)));
        }
        return message.withReactions(all);
    }

    static Message remove(Message message, long userId, String emoji) {
        return message.withReactions(message.reactions().stream()
                .map(reaction -> reaction.emoji().equals(emoji)
                        ? new Reaction(
                                emoji,
                                reaction.userIds().stream()
                                        .filter(id -> id != userId)
                                        .toList())
                        : reaction)
                .filter(reaction -> !reaction.userIds().isEmpty())
                .toList());
    }
}
