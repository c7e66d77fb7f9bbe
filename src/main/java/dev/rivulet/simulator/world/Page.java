package dev.rivulet.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Which messages of a channel are wanted, by id. Messages that only one user sees are on no page. */
public record Page(
        @Nullable Long before,
        @Nullable Long after,
        @Nullable Long around,
        int limit) {
    public static Page newest(int limit) {
        return new Page(null, null, null, limit);
    }

    /** The newest first. */
    List<Message> of(NavigableMap<Long, Message> messages) {
        var page = new ArrayList<Message>();
        if (around != null) {
            page.addAll(first(messages.tailMap(around, true), (limit + 1) / 2).reversed());
            page.addAll(first(messages.headMap(around, false).descendingMap(), limit / 2));
        } else if (after != null) {
            page.addAll(first(messages.tailMap(after, false), limit).reversed());
        } else {
            var wanted = before == null ? messages : messages.headMap(before, false);
            page.addAll(first(wanted.descendingMap(), limit));
        }
        return page;
    }

    private static List<Message> first(NavigableMap<Long, Message> messages, int limit) {
        return messages.values().stream()
                .filter(message -> message.visibleTo() == null)
                .limit(limit)
                .toList();
    }
}
