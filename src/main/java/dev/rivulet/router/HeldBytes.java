package dev.rivulet.router;

import dev.rivulet.bus.ByteBudget;
import java.util.HashMap;
import java.util.Map;

/**
 * What the questions in flight and in line weigh, pictures most of all: no more than {@code most} bytes together, and a user's own no
 * more than half of that, so that one alone can't shut all others out. Pure; used from one context.
 */
final class HeldBytes {
    /** What became of a question that wants to be held. */
    enum Outcome {
        HELD,
        /** Refused: together they would be too many. */
        FULL,
        /** Refused: this user's own would be too many. */
        USER_FULL
    }

    private final ByteBudget all;
    private final long mostPerUser;
    private final Map<String, Long> perUser = new HashMap<>();

    HeldBytes(long most) {
        this.all = new ByteBudget(most);
        this.mostPerUser = most / 2;
    }

    /** Whoever is held must {@link #release} once. */
    Outcome hold(String user, long bytes) {
        long own = perUser.getOrDefault(user, 0L);
        if (bytes > mostPerUser - own) {
            return Outcome.USER_FULL;
        }
        if (!all.take(bytes)) {
            return Outcome.FULL;
        }
        perUser.put(user, own + bytes);
        return Outcome.HELD;
    }

    void release(String user, long bytes) {
        all.give(bytes);
        perUser.computeIfPresent(user, (_, own) -> own == bytes ? null : own - bytes);
    }
}
