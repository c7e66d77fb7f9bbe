package dev.rivulet.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Runtime API of bare sockets, that shows each byte it gets. */
final class RawRuntime implements AutoCloseable {
    private final ServerSocket server;
    private final BlockingQueue<String> invocations = new LinkedBlockingQueue<>();
    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    /** What it says to what the function posts, and when a snapshot is restored. */
    volatile String verdict = "202 Accepted";

    volatile String restoring = "200 OK";
    /** Opened when a snapshot is restored. */
    final CountDownLatch restored = new CountDownLatch(1);
    /** How often the function asked for a restored snapshot, and for the next invocation. */
    final BlockingQueue<String> polls = new LinkedBlockingQueue<>();

    RawRuntime() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    synchronized (sockets) {
                        sockets.add(socket);
                    }
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    void invoke(String id, long deadlineMillis, String event) {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        invocations.add("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: " + id + "\r\nLambda-Runtime-Deadline-Ms: "
                + deadlineMillis + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n"
                + event);
    }

    /** The next thing that the function posts; its bytes may still be on their way. */
    Post post() throws InterruptedException {
        Post post = posts.poll(20, TimeUnit.SECONDS);
        if (post == null) {
            throw new AssertionError("the function posted nothing");
        }
        return post;
    }

    private void serve(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            while (true) {
                String head = read(in, "\r\n\r\n", null);
                String line = head.lines().findFirst().orElse("");
                if (line.startsWith("GET")) {
                    polls.add(line);
                    String answer;
                    if (line.contains("/restore/next")) {
                        restored.await();
                        answer = "HTTP/1.1 " + restoring + "\r\nContent-Length: 0\r\n\r\n";
                    } else {
                        answer = invocations.take();
                    }
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    continue;
                }
                Post post = new Post(socket, head);
                posts.add(post);
                post.readFrom(in);
                socket.getOutputStream()
                        .write(("HTTP/1.1 " + verdict + "\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException closed) {
            // The function or the test closed it.
        }
    }

    private static String read(InputStream in, String end, Post post) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.UTF_8).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            bytes.write(next);
            if (post != null) {
                post.took((char) next);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** A request of the function, byte for byte. */
    static final class Post {
        private final Socket socket;
        final String head;
        private final StringBuilder body = new StringBuilder();
        private boolean whole;

        private Post(Socket socket, String head) {
            this.socket = socket;
            this.head = head;
        }

        private void readFrom(InputStream in) throws IOException {
            if (head.contains("chunked")) {
                while (true) {
                    int size = Integer.parseInt(read(in, "\r\n", this).strip(), 16);
                    if (size == 0) {
                        break;
                    }
                    for (int i = 0; i < size + 2; i++) {
                        took((char) in.read());
                    }
                }
                String line;
                do {
                    line = read(in, "\r\n", this);
                } while (!line.equals("\r\n"));
            } else {
                String length = head.lines()
                        .filter(each -> each.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                        .findFirst()
                        .orElseThrow();
                for (int i = Integer.parseInt(length.substring(15).strip()); i > 0; i--) {
                    took((char) in.read());
                }
            }
            synchronized (this) {
                whole = true;
                notifyAll();
            }
        }

        private synchronized void took(char next) {
            body.append(next);
            notifyAll();
        }

        /** Waits until the body, read as ISO 8859-1, has this in it; gives all of it so far. */
        synchronized String until(String part) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (body.indexOf(part) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no '" + part + "' in: " + body);
                }
                wait(left);
            }
            return body.toString();
        }

        /** Waits for the end. */
        synchronized String whole() throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!whole) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("not whole: " + body);
                }
                wait(left);
            }
            return body.toString();
        }

        /** The chunks' contents, joined. */
        String unchunked() throws InterruptedException {
            String rest = whole();
            StringBuilder joined = new StringBuilder();
            while (true) {
                int line = rest.indexOf("\r\n");
                int size = Integer.parseInt(rest.substring(0, line), 16);
                if (size == 0) {
                    return joined.toString();
                }
                joined.append(rest, line + 2, line + 2 + size);
                rest = rest.substring(line + 2 + size + 2);
            }
        }

        void close() throws IOException {
            socket.close();
        }
    }
}
