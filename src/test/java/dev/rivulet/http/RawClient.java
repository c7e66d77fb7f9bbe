package dev.rivulet.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that writes its own bytes, reads when it likes, and closes when it likes. */
final class RawClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader reader;

    RawClient(String host, int port) throws IOException {
        // A small window, so that a client that doesn't read is soon noticed.
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(host, port));
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    RawClient write(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return this;
    }

    /** Sends a question whose answer shall be a stream. */
    RawClient ask(String accept) throws IOException {
        return write("POST /chat HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort() + "\r\nAccept: " + accept
                + "\r\nContent-Type: application/json\r\nContent-Length: " + ApiServer.HELLO.length() + "\r\n\r\n"
                + ApiServer.HELLO);
    }

    /** Without its line end; null at the end of the connection. */
    String line() throws IOException {
        return reader.readLine();
    }

    /** The head, up to and with its empty line. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            head.append(line).append('\n');
            if (line.isEmpty()) {
                break;
            }
        }
        return head.toString();
    }

    /** The next chunk's bytes as text; empty for the last chunk, which says that the body is whole; null if the connection ended without it. */
    String chunk() throws IOException {
        String size = line();
        if (size == null) {
            return null;
        }
        char[] data = new char[Integer.parseInt(size, 16)];
        for (int read = 0; read < data.length; ) {
            int more = reader.read(data, read, data.length - read);
            if (more < 0) {
                return null;
            }
            read += more;
        }
        line();
        return new String(data);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
