package dev.rivulet.bus;

/**
 * How many bytes may be held at once on the way to an answer: whoever wants to hold more asks first, and gives back what it held.
 * Belongs to one context.
 */
public final class ByteBudget {
    private final long most;
    private long held;

    public ByteBudget(long most) {
        this.most = most;
    }

    /** Whether they fit; where they don't, nothing is held. */
    public boolean take(long bytes) {
        if (bytes > most - held) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** No more than was taken. */
    public void give(long bytes) {
        held -= bytes;
        if (held < 0) {
            throw new IllegalStateException(-held + " bytes more were given back than were taken");
        }
    }

    public long held() {
        return held;
    }
}
