package dev.rivulet.store;

/** The store can't be opened, reached or understood; the message says in a sentence what and how to mend it. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean busy;

    public StoreException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private StoreException(String message, Throwable cause, boolean busy) {
        super(message, cause);
        this.busy = busy;
    }

    /** It is there, and has too much to do. */
    public static StoreException busy(String message, Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /** Whether it is there, and only has too much to do: asking again in a moment may help. */
    public boolean isBusy() {
        return busy;
    }
}
