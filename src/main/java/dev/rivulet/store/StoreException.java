package dev.rivulet.store;

/** The store can't be opened, reached or understood; the message says in a sentence what and how to mend it. */
public final class StoreException extends RuntimeException {
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
