package dev.rivulet.backend.ollama;

import dev.rivulet.backend.ollama.FakeAnswer.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One question that {@link FakeOllama} got, and its answer being played. What it tells may be asked from any thread. */
public final class FakeChat {
    private final Vertx vertx;
    private final HttpServerRequest request;
    private final JsonObject question;
    private final Iterator<Step> steps;
    private final Promise<Void> closedByClient = Promise.promise();
    private final Promise<Void> written = Promise.promise();
    private final List<Long> tokenTimes = new CopyOnWriteArrayList<>();
    private long dueNanos = System.nanoTime();
    private final AtomicLong bytesWritten = new AtomicLong();
    private volatile boolean blocked;
    private boolean over;

    FakeChat(Vertx vertx, HttpServerRequest request, JsonObject question, FakeAnswer answer) {
        this.vertx = vertx;
        this.request = request;
        this.question = question;
        this.steps = answer.steps().iterator();
    }

    /** The body of the question. */
    public JsonObject question() {
        return question.copy();
    }

    /** Completes when the client closes the connection before the answer's end. */
    public Future<Void> closedByClient() {
        return closedByClient.future();
    }

    /** Completes when the answer was written to its end, or cut as it should be. */
    public Future<Void> written() {
        return written.future();
    }

    /** When each token was written, by {@link System#nanoTime()}. */
    public List<Long> tokenTimes() {
        return List.copyOf(tokenTimes);
    }

    /** Bytes of the body handed to the socket so far. */
    public long bytesWritten() {
        return bytesWritten.get();
    }

    /** Whether the client takes no more just now: the socket's buffers are full. */
    public boolean blocked() {
        return blocked;
    }

    /** On the server's context, like everything below. */
    void play() {
        next();
    }

    void closed(HttpConnection connection) {
        if (!over && connection.equals(request.connection())) {
            over = true;
            closedByClient.tryComplete();
        }
    }

    private void next() {
        HttpServerResponse response = request.response();
        while (!over) {
            if (response.writeQueueFull()) {
                blocked = true;
                response.drainHandler(_ -> {
                    blocked = false;
                    next();
                });
                return;
            }
            if (!steps.hasNext()) {
                head();
                // To a connection that the client closed everything is written at once, and nothing arrives.
                response.end().onSuccess(_ -> {
                    over = true;
                    written.tryComplete();
                });
                return;
            }
            if (!play(steps.next())) {
                return;
            }
        }
    }

    /** Whether to go on at once. */
    private boolean play(Step step) {
        switch (step) {
            case Step.Message(JsonObject message) -> {
                tokenTimes.add(System.nanoTime());
                line(line(false).put("message", message).put("done", false));
                return true;
            }
            case Step.Done(JsonObject fields) -> {
                line(line(true).mergeIn(fields));
                return true;
            }
            case Step.Raw(Buffer bytes) -> {
                write(bytes);
                return true;
            }
            case Step.Pause(var pause) -> {
                dueNanos += pause.toNanos();
                long millis = TimeUnit.NANOSECONDS.toMillis(dueNanos - System.nanoTime());
                if (millis <= 0) {
                    return true;
                }
                vertx.setTimer(millis, _ -> next());
                return false;
            }
            case Step.Until(var released) -> {
                var context = vertx.getOrCreateContext();
                released.onComplete(_ -> context.runOnContext(_ -> {
                    dueNanos = System.nanoTime();
                    next();
                }));
                return false;
            }
            case Step.Stall() -> {
                return false;
            }
            case Step.Cut() -> {
                over = true;
                request.connection().close();
                written.tryComplete();
                return false;
            }
            case Step.Refusal(int status, String body, List<String> header) -> {
                over = true;
                HttpServerResponse response = request.response().setStatusCode(status);
                for (int i = 0; i < header.size(); i += 2) {
                    response.putHeader(header.get(i), header.get(i + 1));
                }
                response.end(body);
                written.tryComplete();
                return false;
            }
        }
    }

    private JsonObject line(boolean last) {
        JsonObject line = new JsonObject()
                .put("model", question.getString("model"))
                .put("created_at", Instant.now().toString());
        return last
                ? line.put("message", new JsonObject().put("role", "assistant").put("content", ""))
                        .put("done", true)
                        .put("done_reason", "stop")
                        .put("total_duration", 4_883_583_458L)
                        .put("load_duration", 1_334_875L)
                        .put("prompt_eval_duration", 342_546_000L)
                        .put("eval_duration", 4_535_599_000L)
                : line;
    }

    private void line(JsonObject line) {
        write(line.toBuffer().appendString("\n"));
    }

    private void head() {
        if (!request.response().headWritten()) {
            request.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        }
    }

    private void write(Buffer bytes) {
        head();
        bytesWritten.addAndGet(bytes.length());
        request.response().write(bytes);
    }
}
