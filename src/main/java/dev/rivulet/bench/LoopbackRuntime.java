package dev.rivulet.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The least of Lambda's Runtime API that hands questions to one function and takes the time of its answers. May be used from any thread.
 */
public final class LoopbackRuntime {
    /** Between a streamed answer's head and its body; https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html. */
    private static final int NULS = 8;

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    /**
     * What a question got.
     *
     * @param firstByteNanos when the first byte of the body came, by {@link System#nanoTime()}
     */
    public record Answered(long firstByteNanos, String text) {}

    private record Question(JsonObject event, Promise<Answered> answered) {}

    private final HttpServer server;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private @Nullable Question asked;
    private @Nullable HttpServerRequest polling;
    private int asking;

    private LoopbackRuntime(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::serve);
    }

    public static Future<LoopbackRuntime> start(Vertx vertx) {
        LoopbackRuntime runtime = new LoopbackRuntime(vertx);
        return runtime.server.listen(0, "127.0.0.1").map(runtime);
    }

    /** What the function is told in {@code AWS_LAMBDA_RUNTIME_API}. */
    public String address() {
        return "127.0.0.1:" + server.actualPort();
    }

    /** Asks with {@code POST /chat}, to be answered as a stream; {@code backend} null leaves the choice to the function. */
    public Future<Answered> ask(String text, @Nullable String backend) {
        JsonObject chat = new JsonObject()
                .put(
                        "messages",
                        new JsonArray().add(new JsonObject().put("role", "user").put("content", text)));
        if (backend != null) {
            chat.put("backend", backend);
        }
        return invoke(new JsonObject()
                .put("resource", "/chat")
                .put("path", "/chat")
                .put("httpMethod", "POST")
                .put(
                        "headers",
                        new JsonObject().put("Content-Type", "application/json").put("Accept", "text/event-stream"))
                .put(
                        "requestContext",
                        new JsonObject()
                                .put("stage", "bench")
                                .put(
                                        "identity",
                                        new JsonObject().put("userArn", "arn:aws:iam::123456789012:user/bench")))
                .put("body", chat.encode())
                .put("isBase64Encoded", false));
    }

    synchronized Future<Answered> invoke(JsonObject event) {
        Question question = new Question(event, Promise.promise());
        waiting.add(question);
        handOut();
        return question.answered.future();
    }

    private synchronized void serve(HttpServerRequest request) {
        if (request.path().endsWith("/invocation/next")) {
            polling = request;
            handOut();
        } else if (request.path().endsWith("/response")) {
            take(request);
        } else {
            Question failed = asked;
            request.body().onSuccess(body -> {
                request.response().setStatusCode(202).end();
                if (failed != null) {
                    failed.answered.tryFail("the function reported an error: " + body);
                }
            });
        }
    }

    private void handOut() {
        HttpServerRequest poll = polling;
        Question next = poll == null ? null : waiting.poll();
        if (poll == null || next == null) {
            return;
        }
        polling = null;
        asked = next;
        poll.response()
                .putHeader("Lambda-Runtime-Aws-Request-Id", String.valueOf(++asking))
                .putHeader(
                        "Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + DEADLINE.toMillis()))
                .putHeader("Content-Type", "application/json")
                .end(next.event.toBuffer());
    }

    private void take(HttpServerRequest request) {
        Question question = asked;
        Buffer body = Buffer.buffer();
        long[] first = new long[1];
        request.handler(bytes -> {
            body.appendBuffer(bytes);
            if (first[0] == 0 && bodyBegan(body)) {
                first[0] = System.nanoTime();
            }
        });
        request.endHandler(_ -> {
            request.response().setStatusCode(202).end();
            if (question != null) {
                question.answered.tryComplete(new Answered(first[0], body.toString()));
            }
        });
    }

    private static boolean bodyBegan(Buffer response) {
        int nuls = 0;
        for (int i = 0; i < response.length(); i++) {
            nuls = response.getByte(i) == 0 ? nuls + 1 : 0;
            if (nuls == NULS) {
                return response.length() > i + 1;
            }
        }
        return false;
    }
}
