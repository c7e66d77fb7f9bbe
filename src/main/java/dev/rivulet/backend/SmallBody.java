package dev.rivulet.backend;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads a body that is small where the right server answers: a list, a description, an error. */
public final class SmallBody {
    /** More than hundreds of models, or one model's licence and template, take. */
    public static final int LOOKUP = 4 << 20;

    /** Errors are a line. */
    public static final int ERROR = 64 << 10;

    /** The body was larger than it may be. */
    public static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLargeException(int limit) {
            super("larger than " + limit + " bytes", null, false, false);
        }
    }

    private SmallBody() {}

    /**
     * To be called in the turn of the event loop in which the response's head came. A body that is larger, or takes longer, fails, and
     * its connection is closed.
     */
    public static Future<Buffer> read(HttpClientResponse response, int limit, Duration patience) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail)
                .endHandler(_ -> whole.tryComplete(body))
                .handler(bytes -> {
                    if (body.length() + bytes.length() > limit) {
                        whole.tryFail(new TooLargeException(limit));
                    } else if (!whole.future().isComplete()) {
                        body.appendBuffer(bytes);
                    }
                });
        return whole.future()
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> response.request().reset());
    }
}
