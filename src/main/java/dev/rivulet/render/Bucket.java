package dev.rivulet.render;

import dev.rivulet.render.EditPacer.Urgency;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One budget and those who share it. Times are nanoseconds of the pacer's clock.
 *
 * <p>Discord's windows are fixed: one starts with the first request after the last one's end, and lets {@code limit} requests pass. Of
 * its end we know only what a response said when it was on its way, so the true end lies between the request's sending and the
 * response's arrival, each plus {@code Reset-After}. We take the latter, the smallest of all responses of a window, and {@link
 * #MARGIN} for rounding: a window is never believed over too early.
 *
 * <p>Spacing. With r writes left since the last one, the next text goes after a r-th of the time from the last write to {@link #HOLD}
 * before the end. For 5 writes in 5 s that makes 0, 1.12, 2.24, 3.35 and 4.47 s, and the next window's first just after 5 s:
 * no gap reaches 1.5 s, one write is always left for an urgent one before 4.47 s, and text waits 0.53 s on average (0.5 would be the
 * optimum). An urgent write that comes just after the last one of a window waits for {@link #HOLD} and {@link #MARGIN}: 0.56 s. What an urgent write took is spread over the rest; what was not used is used up evenly.
 */
final class Bucket<W> {
    /** Before a window's end, its last write is anyone's. */
    private static final long HOLD = Duration.ofMillis(530).toNanos();

    /** Added to a window's end: headers are rounded to milliseconds, and clocks drift. */
    static final long MARGIN = Duration.ofMillis(30).toNanos();

    /** A window's end that moves by more than this wasn't moved by the network. */
    private static final long JITTER = Duration.ofMillis(250).toNanos();

    /** Nobody stands still for longer, if the budget is enough for all who write. */
    private static final long LONGEST_FREEZE = Duration.ofMillis(3_350).toNanos();

    private static final class Writer {
        boolean wanted;
        boolean urgent;
        boolean wrote;
        long staleSince;
        long lastActive;
    }

    private static final Comparator<Writer> URGENT_FIRST = (one, other) -> Boolean.compare(other.urgent, one.urgent);

    private final Map<W, Writer> writers = new LinkedHashMap<>();
    private @Nullable W sending;

    // The cautious guess until the first response.
    private int limit = 5;
    private long period = Duration.ofSeconds(5).toNanos();

    private boolean running;
    private boolean endKnown;
    private long end;
    private int remaining = limit;
    private long lastWrite;
    private boolean blocked;
    private long blockedUntil;

    /** As it was when the write was sent, for one that has to be done again. */
    private long sentStaleSince;

    private boolean sentUrgent;

    void changed(W key, Urgency urgency, long now) {
        Writer writer = writers.computeIfAbsent(key, _ -> new Writer());
        if (!writer.wanted) {
            writer.wanted = true;
            writer.staleSince = now;
        }
        writer.urgent |= urgency == Urgency.AT_ONCE;
        writer.lastActive = now;
    }

    void forget(W key) {
        Writer writer = writers.get(key);
        if (writer != null) {
            writer.wanted = false;
            writer.urgent = false;
        }
    }

    boolean isBusy() {
        return sending != null;
    }

    boolean isIdle(long now) {
        roll(now);
        return writers.isEmpty() && sending == null && !running && !blocked;
    }

    /** How long until somebody may write: 0 or less for now, the largest value if nobody wants to or the bucket is busy. */
    long untilNext(long now) {
        roll(now);
        Writer writer = first();
        if (sending != null || writer == null) {
            return Long.MAX_VALUE;
        }
        if (blocked) {
            return blockedUntil - now;
        }
        if (!running) {
            return 0;
        }
        if (remaining == 0) {
            return end + MARGIN - now;
        }
        if (writer.urgent) {
            return 0;
        }
        if (!writer.wrote && mayJump()) {
            return 0;
        }
        long due = due();
        long last = writer.staleSince + LONGEST_FREEZE;
        return (isEnoughForAll() && last - due < 0 ? last : due) - now;
    }

    /** Whose turn it is; the write counts from now on. */
    W send(long now) {
        Writer writer = first();
        W key = writers.entrySet().stream()
                .filter(entry -> entry.getValue() == writer)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody wants to write"));
        if (writer != null) {
            sentStaleSince = writer.staleSince;
            sentUrgent = writer.urgent;
            writer.wanted = false;
            writer.urgent = false;
            writer.wrote = true;
            writer.lastActive = now;
        }
        if (!running) {
            running = true;
            endKnown = false;
            end = now + period;
        }
        remaining--;
        lastWrite = now;
        sending = key;
        return key;
    }

    void responded(@Nullable RateLimit rateLimit, long now) {
        if (rateLimit != null) {
            learn(rateLimit, now);
        }
        W key = sending;
        sending = null;
        Writer writer = key == null ? null : writers.get(key);
        if (key != null && writer != null && sentUrgent && !writer.wanted) {
            writers.remove(key);
        }
    }

    void failed(Duration retryAfter, long now) {
        blocked = true;
        blockedUntil = now + retryAfter.toNanos() + MARGIN;
        Writer writer = sending == null ? null : writers.get(sending);
        sending = null;
        if (writer != null) {
            writer.wanted = true;
            writer.urgent |= sentUrgent;
            writer.staleSince = sentStaleSince;
        }
    }

    private void roll(long now) {
        if (blocked && now - blockedUntil >= 0) {
            blocked = false;
        }
        // Whoever's write is on its way may yet want it again, however long it takes.
        writers.entrySet()
                .removeIf(entry -> !entry.getValue().wanted
                        && now - entry.getValue().lastActive > period
                        && !entry.getKey().equals(sending));
        // A request on its way belongs to a window whose end its response will tell.
        if (running && sending == null && now - end >= MARGIN) {
            running = false;
            remaining = limit;
        }
    }

    private void learn(RateLimit rateLimit, long now) {
        long toldEnd = now + rateLimit.resetAfter().toNanos();
        boolean sameWindow =
                endKnown && rateLimit.limit() == limit && rateLimit.remaining() <= remaining && toldEnd - end < JITTER;
        end = sameWindow ? Math.min(end, toldEnd) : toldEnd;
        endKnown = true;
        running = true;
        limit = rateLimit.limit();
        remaining = rateLimit.remaining();
        if (remaining == limit - 1) {
            period = rateLimit.resetAfter().toNanos();
        }
    }

    /**
     * Urgent ones first, then the stalest. But what is left of the window goes to the stalest, urgent or not, if it is just enough for
     * those who would otherwise stand still for too long: several answers that end together must not freeze the one that goes on.
     */
    private @Nullable Writer first() {
        Comparator<Writer> stalest = Comparator.comparingLong(writer -> writer.staleSince - end);
        boolean scarce = running
                && isEnoughForAll()
                && writers.values().stream()
                                .filter(writer -> writer.wanted && writer.staleSince + LONGEST_FREEZE - end < 0)
                                .count()
                        >= remaining;
        return writers.values().stream()
                .filter(writer -> writer.wanted)
                .min(scarce ? stalest : URGENT_FIRST.thenComparing(stalest))
                .orElse(null);
    }

    private boolean isEnoughForAll() {
        return writers.size() * (period / limit) <= LONGEST_FREEZE;
    }

    /** When the next text is due by even spacing. */
    private long due() {
        long held = end - HOLD;
        return held - lastWrite > 0
                ? lastWrite + (held - lastWrite) / remaining
                : lastWrite + (end - lastWrite) / (remaining + 1);
    }

    /**
     * Whether a first text needn't wait for the spacing: only while nobody else is writing, since with several answers in a channel each
     * early write would make another wait for more than a window.
     */
    private boolean mayJump() {
        return remaining >= 2 && writers.size() == 1;
    }
}
