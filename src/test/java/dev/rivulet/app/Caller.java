package dev.rivulet.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller of {@code /chat} on a socket of its own: reads when it likes, and closes when it likes. */
final class Caller implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader reader;

    /** Asks for a stream of events, or with {@code application/json} for the collected answer. */
    Caller(int port, String accept, String question, String... headers) throws IOException {
        // A small window, so that one who doesn't read soon makes the sender wait.
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        byte[] body = new JsonObject()
                .put(
                        "messages",
                        new JsonArray().add(new JsonObject().put("role", "user").put("content", question)))
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST /chat HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nContent-Type: application/json\r\nAccept: " + accept + "\r\nContent-Length: " + body.length
                + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(body);
    }

    static Caller streams(int port, String question, String... headers) throws IOException {
        return new Caller(port, "text/event-stream", question, headers);
    }

    /** Reads up to a line that has this in it, and gives all that was read. */
    String reads(String part) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            read.append(line).append('\n');
            if (line.contains(part)) {
                return read.toString();
            }
        }
        throw new AssertionError("the response ended without '" + part + "':\n" + read);
    }

    /** Closes the connection, whatever is still to come; gives when, by {@link System#nanoTime()}. */
    long leaves() throws IOException {
        long now = System.nanoTime();
        socket.close();
        return now;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
