package dev.rivulet.standin;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What a gateway is to do badly, to one invocation each, in order. Safe to use from any thread. */
public final class GatewayFaults {
    /** A thing that goes wrong. */
    public sealed interface Fault {
        /** The client's connection is cut once so many bytes of the response's body were passed on. */
        record CutAfter(int bytes) implements Fault {}

        /** The request is refused with this status before the function is heard. */
        record Refuse(int status, String message, @Nullable String retryAfter) implements Fault {}
    }

    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

    public void cutNextAfter(int bytes) {
        faults.add(new Fault.CutAfter(bytes));
    }

    public void refuseNext(int status, String message, @Nullable String retryAfter) {
        faults.add(new Fault.Refuse(status, message, retryAfter));
    }

    @Nullable Fault next() {
        return faults.poll();
    }
}
