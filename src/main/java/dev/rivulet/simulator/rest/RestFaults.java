package dev.rivulet.simulator.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes wrong with requests, by their kind: faults that wait for one request each, in the order in which they were asked for, and
 * 429s that last a while.
 */
public final class RestFaults {
    private final InstantSource clock;
    private final Map<RouteKind, Deque<RestFault>> waiting = new EnumMap<>(RouteKind.class);
    private final Map<RouteKind, Hold> holds = new EnumMap<>(RouteKind.class);

    RestFaults(InstantSource clock) {
        this.clock = clock;
    }

    /** The next {@code times} requests of this kind go wrong so. */
    public synchronized void next(int times, RouteKind kind, RestFault fault) {
        var queue = waiting.computeIfAbsent(kind, made -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(fault);
        }
    }

    /** The next request of this kind goes wrong so. */
    public void next(RouteKind kind, RestFault fault) {
        next(1, kind, fault);
    }

    /** Whether a fault still waits for a request of this kind. */
    public synchronized boolean waits(RouteKind kind) {
        var queue = waiting.get(kind);
        return queue != null && !queue.isEmpty();
    }

    /** Until {@code time} is over, every request of this kind gets a 429 that tells what is left of it. */
    public synchronized void hold(RouteKind kind, RateLimits.Scope scope, Duration time) {
        holds.put(kind, new Hold(scope, clock.instant().plus(time)));
    }

    /** As {@link #hold}, for every kind of request that counts globally, with the scope {@code GLOBAL}. */
    public synchronized void holdEverything(Duration time) {
        for (var kind : RouteKind.values()) {
            if (kind.countsGlobally()) {
                hold(kind, RateLimits.Scope.GLOBAL, time);
            }
        }
    }

    /** What has not happened yet, won't. */
    public synchronized void clear() {
        waiting.clear();
        holds.clear();
    }

    synchronized Optional<RestFault> take(RouteKind kind) {
        var hold = holds.get(kind);
        var now = clock.instant();
        if (hold != null && now.isBefore(hold.until())) {
            return Optional.of(new RestFault.RateLimited(hold.scope(), Duration.between(now, hold.until())));
        }
        var queue = waiting.get(kind);
        return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
    }

    private record Hold(RateLimits.Scope scope, Instant until) {}
}
