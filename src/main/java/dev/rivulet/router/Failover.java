package dev.rivulet.router;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Failure.Cancelled;
import dev.rivulet.chat.Failure.MalformedStream;
import dev.rivulet.chat.Failure.OverBudget;
import dev.rivulet.chat.Failure.Overloaded;
import dev.rivulet.chat.Failure.Rejected;
import dev.rivulet.chat.Failure.TimedOut;
import dev.rivulet.chat.Failure.Truncated;
import dev.rivulet.chat.Failure.Unavailable;

/** What a backend's failure before its first text means for the others. */
final class Failover {
    private Failover() {}

    /** Whether another backend may do better. Rejections tell what to put right, which another backend's answer would hide. */
    static boolean isWorthwhile(Failure failure) {
        return switch (failure) {
            case Unavailable _, Overloaded _, TimedOut _, MalformedStream _, Truncated _ -> true;
            case Rejected _, OverBudget _, Cancelled _ -> false;
        };
    }

    /** One line that says who takes over, and why. */
    static String status(String failed, Failure failure, String next) {
        String what = switch (failure) {
            case Unavailable _ -> "is not available";
            case Overloaded _ -> "is overloaded";
            case TimedOut _ -> "did not answer in time";
            case MalformedStream _ -> "answered unreadably";
            case Truncated _ -> "broke off";
            case Rejected _ -> "refused";
            case OverBudget _ -> "has used up its budget";
            case Cancelled _ -> "was stopped";
        };
        return failed + " " + what + "; " + next + " answers";
    }

    /**
     * How a question ends that several backends failed: as the first one failed, since that is the one which was chosen, and its message
     * says how to get it back.
     */
    static Failure allFailed(Failure first, String others) {
        String message = first.message() + " (" + others + " could not answer either.)";
        String detail = first.detail() + "; then failed: " + others;
        return switch (first) {
            case Unavailable _ -> new Unavailable(message, detail);
            case Overloaded overloaded -> new Overloaded(message, detail, overloaded.retryAfter());
            case TimedOut _ -> new TimedOut(message, detail);
            case MalformedStream _ -> new MalformedStream(message, detail);
            case Truncated _ -> new Truncated(message, detail);
            case Rejected _ -> new Rejected(message, detail);
            case OverBudget spent -> new OverBudget(message, detail, spent.retryAfter());
            case Cancelled _ -> new Cancelled(message, detail);
        };
    }
}
