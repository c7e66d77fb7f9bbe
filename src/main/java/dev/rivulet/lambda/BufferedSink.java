package dev.rivulet.lambda;

import dev.rivulet.chat.Failure;
import dev.rivulet.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.WriteStream;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects a response, and sends it as the one JSON object that a proxy integration without streaming wants. */
final class BufferedSink implements Sink {
    /** What Lambda takes of a buffered response, in bytes: <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">6 MB</a>. */
    static final int MAX_RESPONSE = 6 * 1024 * 1024;

    private final Function<Buffer, Future<Void>> respond;
    private final Runnable beforeTheEnd;
    private final Promise<Void> over = Promise.promise();
    private @Nullable Handler<Void> gone;
    private boolean sent;

    /**
     * @param respond sends the JSON
     * @param beforeTheEnd done before that
     */
    BufferedSink(Function<Buffer, Future<Void>> respond, Runnable beforeTheEnd) {
        this.respond = respond;
        this.beforeTheEnd = beforeTheEnd;
    }

    @Override
    public void send(int status, MultiMap headers, Buffer body) {
        if (sent) {
            return;
        }
        JsonObject names = new JsonObject();
        headers.names().forEach(name -> names.put(name, String.join(", ", headers.getAll(name))));
        Buffer json = new JsonObject()
                .put("statusCode", status)
                .put("headers", names)
                .put("body", body.toString())
                .put("isBase64Encoded", false)
                .toBuffer();
        if (json.length() > MAX_RESPONSE) {
            tooLarge();
            return;
        }
        sent = true;
        beforeTheEnd.run();
        respond.apply(json).onComplete(_ -> over.tryComplete());
    }

    private void tooLarge() {
        Handler<Void> handler = gone;
        Problem.of(
                        502,
                        "The answer is larger than the 6 MB that a function may return at once; ask for a shorter one, or let"
                                + " it stream (RIVULET_LAMBDA_RESPONSE=stream).")
                .sendTo(this, UUID.randomUUID().toString());
        if (handler != null) {
            handler.handle(null);
        }
    }

    @Override
    public WriteStream<Buffer> stream(int status, MultiMap headers) {
        return new Collected(status, headers);
    }

    @Override
    public void failing(Failure failure) {
        // The collected events say so; here there are no trailers.
    }

    @Override
    public void abort() {
        beforeTheEnd.run();
        over.tryComplete();
    }

    @Override
    public void closeHandler(Handler<Void> handler) {
        gone = handler;
    }

    @Override
    public Future<Void> over() {
        return over.future();
    }

    private final class Collected implements WriteStream<Buffer> {
        private final int status;
        private final MultiMap headers;
        private final Buffer body = Buffer.buffer();

        Collected(int status, MultiMap headers) {
            this.status = status;
            this.headers = headers;
        }

        @Override
        public Future<Void> write(Buffer data) {
            if (sent) {
                return Future.failedFuture("the response is over");
            }
            body.appendBuffer(data);
            if (body.length() > MAX_RESPONSE) {
                tooLarge();
            }
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> end(Buffer data) {
            write(data);
            return end();
        }

        @Override
        public Future<Void> end() {
            send(status, headers, body);
            return over.future();
        }

        @Override
        public boolean writeQueueFull() {
            return false;
        }

        @Override
        public Collected drainHandler(@Nullable Handler<Void> handler) {
            return this;
        }

        @Override
        public Collected setWriteQueueMaxSize(int maxSize) {
            return this;
        }

        @Override
        public Collected exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }
    }
}
