package dev.rivulet.router;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.telemetry.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** The router's meters. A question that no backend was asked for counts under the backend {@value #NO_BACKEND}. */
final class RouterMeters {
    static final String NO_BACKEND = "none";

    private final MeterRegistry registry;
    private volatile int inFlight;
    private volatile int queued;

    RouterMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(Meters.IN_FLIGHT, this, meters -> meters.inFlight)
                .strongReference(true)
                .register(registry);
        Gauge.builder(Meters.QUEUED, this, meters -> meters.queued)
                .strongReference(true)
                .register(registry);
    }

    void load(int inFlight, int queued) {
        this.inFlight = inFlight;
        this.queued = queued;
    }

    Counter deltas(String backend) {
        return registry.counter(Meters.DELTAS, "backend", backend);
    }

    void firstText(String backend, Duration sinceAccepted) {
        registry.timer(Meters.FIRST_TEXT, "backend", backend).record(sinceAccepted);
    }

    void ended(String backend, ChatEvent.Terminal end, Duration sinceAccepted) {
        registry.timer(Meters.ANSWER, "backend", backend, "outcome", outcome(end))
                .record(sinceAccepted);
        if (end instanceof ChatEvent.Failed) {
            failed(backend, outcome(end));
        }
    }

    void failed(String backend, String kind) {
        registry.counter(Meters.FAILURES, "kind", kind, "backend", backend).increment();
    }

    /** {@code completed}, or the kind of the failure. */
    static String outcome(ChatEvent.Terminal end) {
        return switch (end) {
            case ChatEvent.Completed _ -> "completed";
            case ChatEvent.Failed(var failure) -> failure.kind();
        };
    }
}
