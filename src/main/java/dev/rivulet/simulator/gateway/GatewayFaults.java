package dev.rivulet.simulator.gateway;

import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** What can go wrong with the gateway, for every connection that stands when it is asked for. */
public final class GatewayFaults {
    private final Gateway gateway;
    private volatile boolean acknowledges = true;

    GatewayFaults(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Breaks the TCP connections, without a closing frame: the client sees 1006. */
    public void drop() {
        each(Connection::drop);
    }

    public void close(CloseCode code) {
        each(connection -> connection.close(code));
    }

    /** @param code such as 1000 or 1001 */
    public void close(int code, String reason) {
        each(connection -> connection.close(code, reason));
    }

    /** Op 7: the client is asked to reconnect and resume. */
    public void askToReconnect() {
        each(Connection::sendAway);
    }

    /** Op 9: the session is over for this connection; with {@code resumable} the client may resume it, else it is forgotten. */
    public void invalidateSession(boolean resumable) {
        each(connection -> {
            if (resumable) {
                connection.leavesSession();
            } else {
                gateway.forgetSession(connection);
            }
            connection.control(Opcode.INVALID_SESSION, resumable);
        });
    }

    /**
     * Heartbeats are acknowledged or not from now on. A connection on which one wasn't is taken for dead: its goodbye isn't heard
     * either, and the session stays.
     */
    public void acknowledgeHeartbeats(boolean acknowledge) {
        acknowledges = acknowledge;
    }

    /** Tells every session something, whether or not a client can make sense of it. */
    public void tell(String event, JsonObject data) {
        gateway.tell(event, data);
    }

    boolean acknowledges() {
        return acknowledges;
    }

    private void each(Consumer<Connection> action) {
        gateway.connections().forEach(action);
    }
}
