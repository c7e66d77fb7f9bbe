package dev.rivulet.simulator.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** How payloads go out. Used on the connection's context only. */
sealed interface Transport {
    void send(ServerWebSocket socket, String payload);

    void close();

    /** One text message a payload. */
    record Text() implements Transport {
        @Override
        public void send(ServerWebSocket socket, String payload) {
            socket.writeTextMessage(payload);
        }

        @Override
        public void close() {}
    }

    /**
     * One deflate stream a connection, and one binary message a payload, each flushed so that it ends in {@code 00 00 FF FF}: a
     * payload split over messages crashes real clients.
     *
     * @see <a href="https://discord.com/developers/docs/events/gateway#transport-compression">Transport compression</a>
     */
    record ZlibStream(Deflater deflater) implements Transport {
        @Override
        public void send(ServerWebSocket socket, String payload) {
            deflater.setInput(payload.getBytes(StandardCharsets.UTF_8));
            var message = Buffer.buffer();
            var chunk = new byte[8192];
            int length;
            do {
                length = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
                message.appendBytes(chunk, 0, length);
            } while (length == chunk.length);
            socket.writeBinaryMessage(message);
        }

        @Override
        public void close() {
            deflater.end();
        }
    }
}
