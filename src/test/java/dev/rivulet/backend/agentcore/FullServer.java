package dev.rivulet.backend.agentcore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Listens on 127.0.0.1 but takes no connection, and its queue is full: whoever connects waits for an answer that never comes. */
final class FullServer implements AutoCloseable {
    private static final int MOST_TRIES = 16;
    private static final int CONNECT_MILLIS = 300;

    private final ServerSocket server;
    private final List<Socket> queued = new ArrayList<>();
    private boolean full;

    private FullServer(ServerSocket server) {
        this.server = server;
    }

    static FullServer start() throws IOException {
        FullServer started = new FullServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        for (int i = 0; i < MOST_TRIES && !started.full; i++) {
            Socket socket = new Socket();
            started.queued.add(socket);
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), started.server.getLocalPort()),
                        CONNECT_MILLIS);
            } catch (SocketTimeoutException _) {
                started.full = true;
            }
        }
        return started;
    }

    /** Whether the system keeps to the length of the queue. */
    boolean isFull() {
        return full;
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : queued) {
            socket.close();
        }
        server.close();
    }
}
