package dev.rivulet.simulator;

import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway client by hand, in text frames, so that a test can say the wrong thing. */
final class GatewayClient {
    private final ClientWebSocket socket;
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private int lastSequence;

    /** To be made before it is connected: what the gateway says at once would be missed by a later handler. */
    private GatewayClient(ClientWebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(text -> received.add(new JsonObject(text)));
        socket.closeHandler(over -> {
            var code = socket.closeStatusCode();
            closed.add(code == null ? 1006 : code.intValue());
        });
    }

    static GatewayClient connect(Started it) throws Exception {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(it.simulator().port())
                .setURI("/?v=10&encoding=json");
        var client = new GatewayClient(it.sockets().webSocket());
        client.socket.connect(options).await(10, TimeUnit.SECONDS);
        client.next(10);
        return client;
    }

    static GatewayClient identified(Started it, int intents) throws Exception {
        var client = connect(it);
        client.identify(it.simulator().world().issueToken(it.bot().id()), intents);
        return client;
    }

    void identify(String token, int intents) {
        send(2, new JsonObject().put("token", token).put("intents", intents).put("properties", new JsonObject()));
    }

    void resume(String token, String sessionId, int sequence) {
        send(
                6,
                new JsonObject()
                        .put("token", token)
                        .put("session_id", sessionId)
                        .put("seq", sequence));
    }

    void send(int op, Object data) {
        sendText(new JsonObject().put("op", op).put("d", data).encode());
    }

    void sendText(String text) {
        socket.writeTextMessage(text);
    }

    void close(int code) throws Exception {
        socket.close((short) code).await(10, TimeUnit.SECONDS);
    }

    /** The next payload, which must have this opcode. */
    JsonObject next(int op) throws InterruptedException {
        var payload = received.poll(10, TimeUnit.SECONDS);
        if (payload == null || payload.getInteger("op") != op) {
            throw new AssertionError("expected op " + op + ", got " + payload);
        }
        if (payload.getInteger("s") != null) {
            lastSequence = payload.getInteger("s");
        }
        return payload;
    }

    /** The data of the next event, which must have this name. */
    JsonObject event(String name) throws InterruptedException {
        var payload = next(0);
        if (!name.equals(payload.getString("t"))) {
            throw new AssertionError("expected " + name + ", got " + payload);
        }
        return payload.getJsonObject("d");
    }

    int lastSequence() {
        return lastSequence;
    }

    int closeCode() throws InterruptedException {
        var code = closed.poll(10, TimeUnit.SECONDS);
        if (code == null) {
            throw new AssertionError("not closed");
        }
        return code;
    }
}
