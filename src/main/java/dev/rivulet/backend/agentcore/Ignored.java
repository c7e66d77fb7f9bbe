package dev.rivulet.backend.agentcore;

import dev.rivulet.telemetry.Meters;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what agents send and nobody is shown. */
final class Ignored {
    private final MeterRegistry registry;
    private final String backend;

    Ignored(MeterRegistry registry, String backend) {
        this.registry = registry;
        this.backend = backend;
    }

    /** An object of Python, shown as Python shows it. */
    void repr() {
        count("repr");
    }

    /** An event of no shape that is known. */
    void unknown() {
        count("unknown");
    }

    private void count(String kind) {
        registry.counter(Meters.AGENT_EVENTS_IGNORED, "backend", backend, "kind", kind)
                .increment();
    }
}
