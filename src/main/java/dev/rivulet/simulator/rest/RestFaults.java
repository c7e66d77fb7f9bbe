package dev.rivulet.simulator.rest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Faults that wait for requests of their kind, each for one request, in the order in which they were asked for. */
public final class RestFaults {
    private final Map<RouteKind, Deque<RestFault>> waiting = new EnumMap<>(RouteKind.class);

    RestFaults() {}

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

    /** What has not happened yet, won't. */
    public synchronized void clear() {
        waiting.clear();
    }

    synchronized Optional<RestFault> take(RouteKind kind) {
        var queue = waiting.get(kind);
        return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
    }
}
