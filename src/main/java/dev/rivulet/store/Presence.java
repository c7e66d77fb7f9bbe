package dev.rivulet.store;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells a server that is late from one that is gone. It is gone once a call came to its end unanswered, with all its attempts, and no other
 * call was answered in that time either; until the next answer, whatever that says. May be used from any thread.
 */
final class Presence {
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean gone;

    /** What to hand to {@link #unanswered} should the call that begins now fail. */
    long begins() {
        return answers.get();
    }

    void answered() {
        answers.incrementAndGet();
        gone = false;
    }

    void unanswered(long begun) {
        gone = answers.get() == begun;
    }

    boolean isGone() {
        return gone;
    }
}
