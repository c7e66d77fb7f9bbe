package dev.rivulet.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What was seen so far, by any thread, and a way to wait for it. */
final class Seen<T> {
    private final List<T> all = new ArrayList<>();

    synchronized void add(T one) {
        all.add(one);
        notifyAll();
    }

    synchronized List<T> all() {
        return List.copyOf(all);
    }

    /** Returns as soon as what was seen satisfies the condition; fails when {@code limit} is over. */
    synchronized void await(String what, Duration limit, Predicate<List<T>> condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.test(all)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("Not within " + limit + ": " + what + "; seen: " + all);
            }
            wait(left);
        }
    }
}
