package dev.rivulet.discord.history;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The ids of messages that were dealt with, the newest {@value #CAPACITY} of them: what is replayed or read again isn't answered again. */
final class SeenMessages {
    static final int CAPACITY = 2_000;

    private final SequencedSet<String> ids = new LinkedHashSet<>();

    /** @return whether it is seen for the first time */
    boolean add(String id) {
        if (!ids.add(id)) {
            return false;
        }
        if (ids.size() > CAPACITY) {
            ids.removeFirst();
        }
        return true;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** Oldest first. */
    List<String> ids() {
        return List.copyOf(ids);
    }
}
