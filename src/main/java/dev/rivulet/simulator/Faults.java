package dev.rivulet.simulator;

import dev.rivulet.simulator.gateway.GatewayFaults;
import dev.rivulet.simulator.rest.RestFaults;
import io.vertx.core.Future;
import java.time.Duration;

/** Everything that can be made to go wrong. */
public final class Faults {
    private final Simulator simulator;

    Faults(Simulator simulator) {
        this.simulator = simulator;
    }

    /** What goes wrong with requests: 429s, server errors, late answers, dropped connections. */
    public RestFaults rest() {
        return simulator.rest().faults();
    }

    /** What goes wrong with the gateway: drops, close codes, op 7 and 9, missing acknowledgements. */
    public GatewayFaults gateway() {
        return simulator.gateway().faults();
    }

    /** The whole server is away for some time: connections break and new ones are refused. Completes when it is back. */
    public Future<Void> away(Duration time) {
        return simulator.goAway().compose(gone -> simulator.timer(time)).compose(over -> simulator.comeBack());
    }
}
