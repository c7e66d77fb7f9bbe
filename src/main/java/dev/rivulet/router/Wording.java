package dev.rivulet.router;

import dev.rivulet.chat.Failure;
import dev.rivulet.store.Allowance;
import java.time.Duration;
import java.util.Locale;

/** What the router says to people. */
final class Wording {
    static final Failure SHUTTING_DOWN =
            new Failure.Unavailable("Rivulet is shutting down; ask again in a moment.", "the router is draining");

    static final Failure INTERRUPTED = new Failure.Unavailable(
            "This answer was interrupted by a restart of Rivulet; ask again in a moment.",
            "interrupted: the grace of the shutdown was over");

    static final Failure LINE_FULL = new Failure.Overloaded(
            "Too many questions are waiting already; ask again in a few minutes.",
            "router.maxQueued questions wait",
            null);

    static final Failure USER_LINE_FULL = new Failure.Overloaded(
            "You have too many questions waiting already; ask again when one of them is answered.",
            "one user's questions fill half of router.maxQueued",
            null);

    static final Failure GONE = new Failure.Cancelled(
            "Nobody waits for this answer any more.", "the asker left before the question was taken");

    static final Failure BUDGETS_UNKNOWN = new Failure.Unavailable(
            "What may be asked today can't be looked up right now; ask again in a moment.",
            "the store can't be used, and budgets.withoutStore is off");

    static final Failure BUDGETS_BUSY = new Failure.Overloaded(
            "More questions come in than can be counted just now; ask again in a moment.",
            "the store is too busy to count a question",
            null);

    static final Failure BYTES_FULL = new Failure.Overloaded(
            "Too many pictures and long texts are being worked on already; ask again in a few minutes, or with fewer.",
            "router.maxMegabytes are held",
            null);

    static final Failure USER_BYTES_FULL = new Failure.Overloaded(
            "Your questions hold too many pictures or too long texts at once; ask again when one of them is answered, or with fewer.",
            "one user's questions hold half of router.maxMegabytes",
            null);

    private Wording() {}

    /** Whose budget of what is used up, and when the next begins. */
    static Failure spent(Allowance allowance, Duration left) {
        String wait =
                left.toHours() >= 1 ? count(left.toHours(), "hour") : count(Math.max(1, left.toMinutes()), "minute");
        return new Failure.OverBudget(
                used(allowance) + "; ask again after midnight UTC, in about " + wait + ".",
                allowance.scope() + " budget of " + allowance.limit() + " " + allowance.unit(),
                left);
    }

    static String softer(Allowance allowance) {
        return used(allowance) + "; something lighter answers";
    }

    private static String used(Allowance allowance) {
        String unit = allowance.unit() == Allowance.Unit.QUESTIONS ? "questions" : "tokens";
        String whose = switch (allowance.scope()) {
            case USER -> "Your " + unit + " for today are";
            case CHANNEL -> "This channel's " + unit + " for today are";
            case SERVER -> "This server's " + unit + " for today are";
            case TOTAL -> "All " + unit + " for today are";
        };
        return whose + " used up (" + String.format(Locale.ENGLISH, "%,d", allowance.limit()) + ")";
    }

    static String place(int place) {
        return place == 1 ? "Waiting, next in line" : "Waiting, " + ordinal(place) + " in line";
    }

    static String ordinal(int number) {
        boolean teen = number % 100 / 10 == 1;
        return number
                + switch (teen ? 0 : number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    static Failure silent(String backend, Duration firstEvent) {
        return new Failure.TimedOut(
                backend + " did not begin to answer within " + duration(firstEvent)
                        + "; ask again, or raise router.firstEvent.",
                "no event of " + backend + " within router.firstEvent");
    }

    static Failure stalled(String backend, Duration idle) {
        return new Failure.TimedOut(
                backend + " fell silent for " + duration(idle)
                        + " before its answer was whole; ask again, or raise router.idle.",
                "no event of " + backend + " within router.idle");
    }

    static Failure tooLong(Duration whole) {
        return new Failure.TimedOut(
                "The answer was not whole after " + duration(whole) + "; ask for a shorter one, or raise router.whole.",
                "not whole within router.whole");
    }

    static Failure turnNeverCame(Duration whole) {
        return new Failure.TimedOut(
                "Your turn did not come within " + duration(whole) + "; ask again later, or raise router.whole.",
                "still in line after router.whole");
    }

    /** Such as {@code 5 minutes}, {@code 90 seconds}, {@code 250 milliseconds}. */
    static String duration(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return count(duration.toMillis(), "millisecond");
        }
        return duration.toSeconds() % 60 == 0
                ? count(duration.toMinutes(), "minute")
                : count(duration.toSeconds(), "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
