package dev.rivulet.simulator.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who may make how many requests of which kind. Every user has buckets of their own: one for each kind of route and channel (server,
 * interaction), and one for everything together.
 *
 * <p>Discord does not publish its numbers. The defaults for messages are what evidence points to, 5 creates and, counted apart, 5
 * edits in 5 seconds and channel; the others are generous.
 *
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits">Rate limits</a>
 */
public final class RateLimits {
    /** All of a user's requests together. */
    public static final Limit GLOBAL = new Limit(50, Duration.ofSeconds(1));

    private static final Limit MESSAGES = new Limit(5, Duration.ofSeconds(5));
    private static final Limit GENEROUS = new Limit(50, Duration.ofSeconds(1));

    private final InstantSource clock;
    private final Map<RouteKind, Limit> limits = new EnumMap<>(RouteKind.class);
    private final Map<Key, Bucket> buckets = new HashMap<>();
    private final Map<Long, Bucket> globals = new HashMap<>();
    private final Map<String, Integer> rejected = new TreeMap<>();
    private Limit global = GLOBAL;

    RateLimits(InstantSource clock) {
        this.clock = clock;
        for (var kind : RouteKind.values()) {
            limits.put(kind, GENEROUS);
        }
        limits.put(RouteKind.MESSAGE_CREATE, MESSAGES);
        limits.put(RouteKind.MESSAGE_EDIT, MESSAGES);
    }

    /** Holds for every bucket of the kind, from its next window on. */
    public synchronized void set(RouteKind kind, Limit limit) {
        limits.put(kind, limit);
    }

    public synchronized Limit get(RouteKind kind) {
        return limits.getOrDefault(kind, GENEROUS);
    }

    public synchronized void setGlobal(Limit limit) {
        global = limit;
    }

    /** How many 429s were given, by bucket ({@code message_edit:<channel id>}, {@code global}), made by faults included. */
    public synchronized Map<String, Integer> rejected() {
        return new TreeMap<>(rejected);
    }

    /** How many 429s were given in all. */
    public synchronized int rejections() {
        return rejected.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized Verdict take(long userId, RouteKind kind, String major) {
        var now = clock.instant();
        var key = new Key(userId, kind, major);
        if (kind.countsGlobally()) {
            var all = globals.computeIfAbsent(userId, id -> new Bucket(global, now));
            if (!all.take(global, now)) {
                return reject(key, Scope.GLOBAL, all, now);
            }
        }
        var bucket = buckets.computeIfAbsent(key, made -> new Bucket(get(kind), now));
        return bucket.take(get(kind), now) ? verdict(key, bucket, now) : reject(key, Scope.USER, bucket, now);
    }

    /** A 429 made on request. One that everybody shares leaves the caller's own bucket as it is, and reports it. */
    synchronized Verdict reject(long userId, RouteKind kind, String major, Scope scope, Duration retryAfter) {
        var now = clock.instant();
        var key = new Key(userId, kind, major);
        count(scope == Scope.GLOBAL ? "global" : key.name());
        if (scope == Scope.SHARED) {
            var bucket = buckets.computeIfAbsent(key, made -> new Bucket(get(kind), now));
            bucket.take(get(kind), now);
            return verdict(key, bucket, now).rejected(scope, retryAfter);
        }
        return new Verdict(
                key.name(), key.hash(), get(kind).requests(), 0, now.plus(retryAfter), retryAfter, scope, retryAfter);
    }

    private Verdict reject(Key key, Scope scope, Bucket bucket, Instant now) {
        count(scope == Scope.GLOBAL ? "global" : key.name());
        return verdict(key, bucket, now).rejected(scope, bucket.resetAfter(now));
    }

    private void count(String bucket) {
        rejected.merge(bucket, 1, Integer::sum);
    }

    private static Verdict verdict(Key key, Bucket bucket, Instant now) {
        return new Verdict(
                key.name(),
                key.hash(),
                bucket.limit(),
                bucket.remaining(),
                bucket.resetAt(),
                bucket.resetAfter(now),
                Scope.NONE,
                Duration.ZERO);
    }

    /** Whose limit was hit. */
    public enum Scope {
        NONE,
        /** The caller's own, for this bucket. */
        USER,
        /** The caller's own, for everything. */
        GLOBAL,
        /** One that everybody shares; does not count against the caller. */
        SHARED
    }

    /** What came of a request, with all that the headers say. {@code rejectedBy} is {@code NONE} when it may pass. */
    record Verdict(
            String bucket,
            String hash,
            int limit,
            int remaining,
            Instant resetAt,
            Duration resetAfter,
            Scope rejectedBy,
            Duration retryAfter) {
        Verdict rejected(Scope by, Duration newRetryAfter) {
            return new Verdict(bucket, hash, limit, remaining, resetAt, resetAfter, by, newRetryAfter);
        }

        boolean passed() {
            return rejectedBy == Scope.NONE;
        }
    }

    private record Key(long userId, RouteKind kind, String major) {
        String name() {
            var kindName = kind.name().toLowerCase(java.util.Locale.ROOT);
            return major.isEmpty() ? kindName : kindName + ":" + major;
        }

        /** The same for every channel, as Discord's are. */
        String hash() {
            return String.format(java.util.Locale.ROOT, "%032x", kind.name().hashCode() & 0xFFFFFFFFL);
        }
    }
}
