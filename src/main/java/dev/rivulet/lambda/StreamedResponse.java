package dev.rivulet.lambda;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.WriteStream;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A streamed response to the Runtime API, byte for byte: a chunked HTTP/1.1 request whose body is a JSON prelude, eight NULs, and then
 * the response's own body; each write is one chunk, sent at once. Trailers tell of an error after the prelude. Vert.x's HTTP client can't
 * send trailers, so this writes to the socket itself.
 *
 * <p>Back-pressure is the socket's. Used on the context that opened it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">Response
 *     streaming in custom runtimes</a>
 */
final class StreamedResponse implements WriteStream<Buffer> {
    private static final Buffer SEPARATOR = Buffer.buffer(new byte[8]);
    private static final int PATIENCE_MILLIS = 5_000;
    private static final String STATUS = "HTTP/1.1 202";
    private static final Pattern TAKEN = Pattern.compile("HTTP/1\\.[01] 2\\d\\d");
    /** For whoever writes to count that it had to stop. */
    private static final int AFTER_LEAVING_MILLIS = 1_000;

    private final Vertx vertx;
    private final NetSocket socket;
    private final String path;
    private final String host;
    private final Runnable beforeTheEnd;
    private final Consumer<String> refused;
    /** What the Runtime API says to it, up to the status. */
    private final Buffer verdict = Buffer.buffer();

    private final Promise<Void> over = Promise.promise();
    private @Nullable Handler<Void> gone;
    private @Nullable RuntimeError error;
    private boolean ended;
    private boolean left;
    private long leaving = -1;

    /**
     * @param beforeTheEnd done before the last bytes leave, or when nobody takes them any more: after that, the environment may be
     *     frozen at any time
     * @param refused told why where the Runtime API did not take the response
     */
    StreamedResponse(
            Vertx vertx, NetSocket socket, String path, String host, Runnable beforeTheEnd, Consumer<String> refused) {
        this.vertx = vertx;
        this.socket = socket;
        this.path = path;
        this.host = host;
        this.beforeTheEnd = beforeTheEnd;
        this.refused = refused;
        socket.handler(this::judge);
        socket.exceptionHandler(_ -> socket.close());
        socket.closeHandler(_ -> leave());
    }

    /** The request's head and the prelude; first. */
    void begin(JsonObject prelude) {
        Buffer head = Buffer.buffer("POST " + path + " HTTP/1.1\r\n"
                + "Host: " + host + "\r\n"
                + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
                + "Trailer: " + RuntimeError.TYPE_HEADER + "\r\n"
                + "Trailer: " + RuntimeError.BODY_HEADER + "\r\n"
                + "Content-Type: application/vnd.awslambda.http-integration-response\r\n"
                + "Transfer-Encoding: chunked\r\n"
                + "Connection: close\r\n"
                + "\r\n");
        appendChunk(head, prelude.toBuffer().appendBuffer(SEPARATOR));
        socket.write(head);
    }

    /** The body that is written ends with this error, which the trailers tell too. */
    void failing(RuntimeError failure) {
        error = failure;
    }

    /** Called when the other side went away, or refused the rest, before the end. */
    void goneHandler(Handler<Void> handler) {
        gone = handler;
    }

    /** Completes when the Runtime API took the response, or is gone, or the response was broken off; never fails. */
    Future<Void> over() {
        return over.future();
    }

    /** Nothing is due before the body's end: what comes earlier is a refusal, too. */
    private void judge(Buffer bytes) {
        verdict.appendBuffer(bytes);
        if (left || verdict.length() < STATUS.length()) {
            return;
        }
        String status = verdict.getString(0, STATUS.length());
        if (!TAKEN.matcher(status).matches()) {
            refused.accept(status);
        }
        leave();
    }

    private void leave() {
        if (left) {
            return;
        }
        left = true;
        boolean early = !ended;
        ended = true;
        socket.close();
        if (!early) {
            if (verdict.length() < STATUS.length()) {
                refused.accept("no answer");
            }
            over.tryComplete();
            return;
        }
        Handler<Void> handler = gone;
        if (handler == null) {
            endUnheard();
        } else {
            // Whoever writes ends it, which nobody hears any more.
            leaving = vertx.setTimer(AFTER_LEAVING_MILLIS, _ -> endUnheard());
            handler.handle(null);
        }
    }

    private void endUnheard() {
        vertx.cancelTimer(leaving);
        if (!over.future().isComplete()) {
            beforeTheEnd.run();
            over.complete();
        }
    }

    /** Breaks it off. */
    void abort() {
        leave();
    }

    @Override
    public Future<Void> write(Buffer data) {
        if (ended) {
            return Future.failedFuture("the response is over");
        }
        if (data.length() == 0) {
            // An empty chunk would end the body.
            return Future.succeededFuture();
        }
        Buffer chunk = Buffer.buffer(data.length() + 16);
        appendChunk(chunk, data);
        return socket.write(chunk);
    }

    private static void appendChunk(Buffer buffer, Buffer data) {
        buffer.appendString(Integer.toHexString(data.length()))
                .appendString("\r\n")
                .appendBuffer(data)
                .appendString("\r\n");
    }

    @Override
    public Future<Void> end(Buffer data) {
        write(data);
        return end();
    }

    @Override
    public Future<Void> end() {
        if (left) {
            endUnheard();
        }
        if (ended) {
            return over.future();
        }
        ended = true;
        beforeTheEnd.run();
        Buffer last = Buffer.buffer("0\r\n");
        if (error != null) {
            last.appendString(RuntimeError.TYPE_HEADER + ": " + error.type() + "\r\n")
                    .appendString(RuntimeError.BODY_HEADER + ": " + error.base64() + "\r\n");
        }
        socket.write(last.appendString("\r\n"));
        long timer = vertx.setTimer(PATIENCE_MILLIS, _ -> leave());
        return over.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    @Override
    public boolean writeQueueFull() {
        return !ended && socket.writeQueueFull();
    }

    @Override
    public StreamedResponse drainHandler(@Nullable Handler<Void> handler) {
        socket.drainHandler(handler);
        return this;
    }

    @Override
    public StreamedResponse setWriteQueueMaxSize(int maxSize) {
        socket.setWriteQueueMaxSize(maxSize);
        return this;
    }

    /** Never called: a lost connection is told to the {@link #goneHandler}. */
    @Override
    public StreamedResponse exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }
}
