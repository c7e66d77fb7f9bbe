package dev.rivulet.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no whole answer.
 *
 * <p>{@link #message()} is safe to show to anybody: it says in a sentence what happened and what to do, and holds no secret, prompt or
 * address with credentials. {@link #detail()} is fit to log (never message text either) and stays in the JVM that made it: it
 * doesn't cross a wire.
 */
public sealed interface Failure {
    String message();

    String detail();

    /** The name of the kind on every wire and in every metric, such as {@code timed-out}. */
    default String kind() {
        return switch (this) {
            case Unavailable _ -> "unavailable";
            case Rejected _ -> "rejected";
            case TimedOut _ -> "timed-out";
            case MalformedStream _ -> "malformed";
            case Truncated _ -> "truncated";
            case Overloaded _ -> "overloaded";
            case OverBudget _ -> "over-budget";
            case Cancelled _ -> "cancelled";
        };
    }

    /** Nobody is there to answer, or it went away: another backend may do better. */
    record Unavailable(String message, String detail) implements Failure {}

    /** The question can't be answered as it is (unknown model, bad input, no permission): asking again won't help. */
    record Rejected(String message, String detail) implements Failure {}

    /** A deadline passed. */
    record TimedOut(String message, String detail) implements Failure {}

    /** The backend said something that is not its protocol. */
    record MalformedStream(String message, String detail) implements Failure {}

    /** The stream ended without saying that the answer is whole. */
    record Truncated(String message, String detail) implements Failure {}

    /**
     * Too much to do just now.
     *
     * @param retryAfter when to try again, where that is known
     */
    record Overloaded(
            String message, String detail, @Nullable Duration retryAfter) implements Failure {}

    /**
     * What may be asked in a day was asked: nothing is broken, and no other backend may step in.
     *
     * @param retryAfter when the next day begins
     */
    record OverBudget(String message, String detail, Duration retryAfter) implements Failure {}

    /** Somebody stopped it, or nobody waits for it any more. */
    record Cancelled(String message, String detail) implements Failure {}
}
