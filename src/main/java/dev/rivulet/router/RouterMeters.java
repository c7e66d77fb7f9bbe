package dev.rivulet.router;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The router's meters, all registered from the start, so that what has not happened yet shows as zero. A question that no backend was
 * asked for counts under the backend {@value #NO_BACKEND}.
 */
final class RouterMeters {
    static final String NO_BACKEND = "none";

    static final String COMPLETED = "completed";

    /** Every kind of failure. */
    static final List<String> KINDS = List.of(
            "unavailable", "rejected", "timed-out", "malformed", "truncated", "overloaded", "over-budget", "cancelled");

    /** From a quick model on this machine to one that is loaded first. */
    private static final Duration[] BUCKETS = Stream.of(
                    50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private volatile int inFlight;
    private volatile int queued;

    /** @param backends the names of all */
    RouterMeters(MeterRegistry registry, Collection<String> backends) {
        this.registry = registry;
        Gauge.builder(Meters.IN_FLIGHT, this, meters -> meters.inFlight)
                .strongReference(true)
                .register(registry);
        Gauge.builder(Meters.QUEUED, this, meters -> meters.queued)
                .strongReference(true)
                .register(registry);
        for (String backend : backends) {
            deltas(backend);
            timer(Meters.FIRST_TEXT, "backend", backend);
            timer(Meters.ANSWER, "backend", backend, "outcome", COMPLETED);
            KINDS.forEach(kind -> timer(Meters.ANSWER, "backend", backend, "outcome", kind));
            KINDS.forEach(kind -> failures(backend, kind));
        }
        KINDS.forEach(kind -> failures(NO_BACKEND, kind));
    }

    void load(int inFlight, int queued) {
        this.inFlight = inFlight;
        this.queued = queued;
    }

    Counter deltas(String backend) {
        return registry.counter(Meters.DELTAS, "backend", backend);
    }

    void firstText(String backend, Duration sinceAccepted) {
        timer(Meters.FIRST_TEXT, "backend", backend).record(sinceAccepted);
    }

    void ended(String backend, ChatEvent.Terminal end, Duration sinceAccepted) {
        timer(Meters.ANSWER, "backend", backend, "outcome", outcome(end)).record(sinceAccepted);
        if (end instanceof ChatEvent.Failed) {
            failed(backend, outcome(end));
        }
    }

    void failed(String backend, String kind) {
        failures(backend, kind).increment();
    }

    private Counter failures(String backend, String kind) {
        return registry.counter(Meters.FAILURES, "kind", kind, "backend", backend);
    }

    private Timer timer(String name, String... tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry);
    }

    /** {@value #COMPLETED}, or the kind of the failure. */
    static String outcome(ChatEvent.Terminal end) {
        return switch (end) {
            case ChatEvent.Completed _ -> COMPLETED;
            case ChatEvent.Failed(var failure) -> failure.kind();
        };
    }
}
