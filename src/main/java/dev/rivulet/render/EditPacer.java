package dev.rivulet.render;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which answer may write to Discord next, and when, so that Discord never has to refuse a write. It only decides; whoever
 * asks it does the writing, with the newest text there is at that moment.
 *
 * <p>How to use it from one context with one timer: call {@link #changed} whenever there is something new to write, and then, as after every
 * other call, ask {@link #next()} until it no longer says {@link Write}; on {@link Wait} set the timer (in place of the one before) and
 * ask again when it fires. Each write ends in exactly one of {@link #responded} and {@link #failed}; until then
 * its bucket is busy, since Discord4J sends one request at a time there anyway, and since only the response tells what is left.
 *
 * <p>Each bucket (channel and method; name them as you like) has one budget, shared by all who write there and learned from the headers of
 * the responses. Text is written {@linkplain Urgency#EVENLY evenly spaced}, the stalest first; the last write of each window
 * is kept for what is {@linkplain Urgency#AT_ONCE urgent} until about half a second before the window ends, then anyone may have it. See {@link
 * Bucket} for the reckoning.
 *
 * <p>An answer whose page was sealed writes that page's last content first, as its next write, and creates the next page (in the bucket
 * of creates, at once) when that is done: so its text goes on with no more delay than an edit's.
 *
 * <p>Not thread-safe: belongs to one context.
 *
 * @param <W> whoever writes; a key, by {@code equals}
 */
public final class EditPacer<W> {
    /** Buckets remembered; beyond, idle ones are forgotten. */
    private static final int MANY_BUCKETS = 1_000;

    private final LongSupplier nanos;
    private final Map<String, Bucket<W>> buckets = new LinkedHashMap<>();

    /** How soon a write is wanted. */
    public enum Urgency {
        /** As soon as even spacing allows: text that grows. */
        EVENLY,
        /** As soon as there is any budget: an answer's last text, a new message. */
        AT_ONCE
    }

    /** What to do next. */
    public sealed interface Decision<W> permits Write, Wait, Idle {}

    /** Send this writer's newest text, now. */
    public record Write<W>(String bucket, W writer) implements Decision<W> {}

    /** Ask again after this time (positive), or sooner, when something has happened. */
    public record Wait<W>(Duration time) implements Decision<W> {}

    /** Ask again when something has happened. */
    public record Idle<W>() implements Decision<W> {}

    /** A pacer on this clock, such as {@code System::nanoTime}; it must not go backwards. */
    public EditPacer(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** There is something new to write. Only the newest counts; once urgent, it stays so until written. */
    public void changed(String bucket, W writer, Urgency urgency) {
        if (buckets.size() >= MANY_BUCKETS) {
            buckets.values().removeIf(known -> known.isIdle(nanos.getAsLong()));
        }
        buckets.computeIfAbsent(bucket, _ -> new Bucket<>()).changed(writer, urgency, nanos.getAsLong());
    }

    /** This writer has nothing more to write in this bucket, unless it says so again. After an urgent write that is understood. */
    public void forget(String bucket, W writer) {
        Bucket<W> known = buckets.get(bucket);
        if (known != null) {
            known.forget(writer);
        }
    }

    /** What to do now. A {@link Write} counts as sent. */
    public Decision<W> next() {
        long now = nanos.getAsLong();
        long soonest = Long.MAX_VALUE;
        for (Map.Entry<String, Bucket<W>> entry : buckets.entrySet()) {
            Bucket<W> bucket = entry.getValue();
            long wait = bucket.untilNext(now);
            if (wait <= 0) {
                return new Write<>(entry.getKey(), bucket.send(now));
            }
            soonest = Math.min(soonest, wait);
        }
        return soonest == Long.MAX_VALUE ? new Idle<>() : new Wait<>(Duration.ofNanos(soonest));
    }

    /**
     * The write was done.
     *
     * @param rateLimit what the response's headers say, if they do
     */
    public void responded(String bucket, @Nullable RateLimit rateLimit) {
        busy(bucket).responded(rateLimit, nanos.getAsLong());
    }

    /** The write was not done. It is wanted again, in its old place, after this time. */
    public void failed(String bucket, Duration retryAfter) {
        busy(bucket).failed(retryAfter, nanos.getAsLong());
    }

    /** Whether a write was sent there that is neither responded to nor failed. */
    public boolean isBusy(String bucket) {
        Bucket<W> known = buckets.get(bucket);
        return known != null && known.isBusy();
    }

    private Bucket<W> busy(String name) {
        Bucket<W> bucket = buckets.get(name);
        if (bucket == null || !bucket.isBusy()) {
            throw new IllegalStateException("nothing was sent in this bucket");
        }
        return bucket;
    }
}
