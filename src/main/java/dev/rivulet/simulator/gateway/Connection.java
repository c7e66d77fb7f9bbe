package dev.rivulet.simulator.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of a client. May be told to send from any thread; everything happens on its context, in the order in which it was
 * told.
 */
final class Connection {
    private final Gateway gateway;
    private final ServerWebSocket socket;
    private final Context context;
    private final Transport transport;
    private volatile @Nullable Session session;
    private volatile boolean closing;
    private volatile boolean sentAway;
    private volatile boolean unheard;
    private final Promise<Void> over = Promise.promise();

    Connection(Gateway gateway, ServerWebSocket socket, Context context) {
        this.gateway = gateway;
        this.socket = socket;
        this.context = context;
        var query = socket.query();
        transport = query != null && query.contains("compress=zlib-stream")
                ? new Transport.ZlibStream(new Deflater())
                : new Transport.Text();
        socket.textMessageHandler(this::received);
        socket.binaryMessageHandler(message -> received(message.toString()));
        socket.closeHandler(closed -> {
            transport.close();
            var code = socket.closeStatusCode();
            boolean clientsWish = !closing && !sentAway && !unheard;
            gateway.lost(this, clientsWish && code != null && (code == 1000 || code == 1001));
            over.complete();
        });
    }

    /** Completes when it has ended. */
    Future<Void> over() {
        return over.future();
    }

    void hello(long heartbeatMillis) {
        control(Opcode.HELLO, new JsonObject().put("heartbeat_interval", heartbeatMillis));
    }

    @Nullable Session session() {
        return session;
    }

    void belongsTo(Session newSession) {
        session = newSession;
    }

    /** The client has to identify or resume again on this connection; events are kept for it meanwhile. */
    void leavesSession() {
        var left = session;
        if (left != null) {
            left.detach(this, gateway.now());
            session = null;
        }
    }

    private void received(String text) {
        try {
            gateway.received(this, new JsonObject(text));
        } catch (DecodeException | ClassCastException e) {
            close(CloseCode.DECODE_ERROR);
        }
    }

    /** The client is told to come back on another connection: however it closes this one, it may resume. */
    void sendAway() {
        sentAway = true;
        control(Opcode.RECONNECT, null);
    }

    /** Nothing that the client says here arrives any longer, not even that it leaves: the session stays. */
    void diesSilently() {
        unheard = true;
    }

    /** Anything but an event; such payloads have no sequence number and no name, yet say so. */
    void control(int opcode, @Nullable Object data) {
        send(new JsonObject()
                .put("op", opcode)
                .put("d", data)
                .put("s", null)
                .put("t", null)
                .encode());
    }

    void send(String payload) {
        context.runOnContext(now -> {
            if (!closing && !socket.isClosed()) {
                transport.send(socket, payload);
            }
        });
    }

    void close(CloseCode reason) {
        close(reason.code(), reason.reason());
    }

    void close(int code, String reason) {
        context.runOnContext(now -> {
            if (!socket.isClosed()) {
                closing = true;
                socket.close((short) code, reason);
            }
        });
    }

    /** Breaks the TCP connection without a closing frame, which Vert.x offers only below its public API. */
    void drop() {
        closing = true;
        context.runOnContext(
                now -> ((WebSocketInternal) socket).channelHandlerContext().close());
    }
}
