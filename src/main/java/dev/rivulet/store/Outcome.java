package dev.rivulet.store;

/** What became of a commit. */
public sealed interface Outcome {
    /** All changes were made. */
    record Done() implements Outcome {}

    /**
     * None was made.
     *
     * @param change the index of the first change that was not possible
     */
    record Refused(int change) implements Outcome {}
}
