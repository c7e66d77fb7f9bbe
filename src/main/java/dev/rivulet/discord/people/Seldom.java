package dev.rivulet.discord.people;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Says when not to repeat oneself: to each person once in a while, and to all together only so often, since Discord takes an account that
 * opens many direct channels for a spammer's. All on one context.
 */
final class Seldom {
    private static final int REMEMBERED = 1_000;

    private final Duration each;
    private final int most;
    private final Duration within;
    private final LongSupplier nanoTime;
    private final Map<String, Long> told = new LinkedHashMap<>();
    private final Deque<Long> times = new ArrayDeque<>();

    /**
     * @param each to one person, once in this time
     * @param most to all together, so often
     * @param within in this time
     */
    Seldom(Duration each, int most, Duration within, LongSupplier nanoTime) {
        this.each = each;
        this.most = most;
        this.within = within;
        this.nanoTime = nanoTime;
    }

    /** Whether to tell this person now; then it counts as told. */
    boolean now(String personId) {
        long now = nanoTime.getAsLong();
        while (!times.isEmpty() && now - times.getFirst() >= within.toNanos()) {
            times.removeFirst();
        }
        Long last = told.get(personId);
        if (times.size() >= most || (last != null && now - last < each.toNanos())) {
            return false;
        }
        times.add(now);
        told.remove(personId);
        told.put(personId, now);
        if (told.size() > REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        return true;
    }
}
