package dev.rivulet.http;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a request's body, but never holds more of it than the limit: what says that it is larger is refused unread. */
final class BodyReader {
    private BodyReader() {}

    /**
     * To be called before the request's first bytes are handled. Fails with a {@link ProblemException}, also for one that takes too long; as
     * {@link Failure.Cancelled} when the client leaves.
     */
    static Future<Buffer> read(HttpServerRequest request, int limit, Duration patience) {
        if (announced(request) > limit) {
            discardRest(request, limit);
            return Future.failedFuture(tooLarge(limit));
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        Promise<Buffer> read = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(bytes -> {
            if (body.length() + bytes.length() <= limit) {
                body.appendBuffer(bytes);
            } else if (read.tryFail(tooLarge(limit))) {
                discardRest(request, limit);
            }
        });
        request.exceptionHandler(cause -> read.tryFail(gone(cause)));
        request.endHandler(_ -> read.tryComplete(body));
        return read.future()
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture(cause instanceof TimeoutException ? tooSlow(patience) : cause));
    }

    /** A client may read the refusal only once it has written everything: bear with it for as much again, then close. */
    private static void discardRest(HttpServerRequest request, int most) {
        AtomicInteger discarded = new AtomicInteger();
        request.handler(bytes -> {
            if (discarded.addAndGet(bytes.length()) > most) {
                request.connection().close();
            }
        });
    }

    private static long announced(HttpServerRequest request) {
        try {
            return Long.parseLong(Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_LENGTH), "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The client left, or what it wrote was so far from HTTP that its connection was closed: nobody is there to be told. */
    private static FailureException gone(Throwable cause) {
        return new FailureException(new Failure.Cancelled("The answer was stopped.", String.valueOf(cause)));
    }

    private static ProblemException tooSlow(Duration patience) {
        return new ProblemException(
                Problem.of(408, "The body did not arrive within " + patience.toSeconds() + " s; send it again.")
                        .with("Connection", "close"));
    }

    private static ProblemException tooLarge(int limit) {
        return new ProblemException(
                Problem.of(413, "The body is larger than " + limit + " bytes; send fewer messages or smaller images.")
                        .with("Connection", "close"));
    }
}
