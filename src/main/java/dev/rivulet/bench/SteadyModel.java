package dev.rivulet.bench;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Usage;
import dev.rivulet.wire.SseEncoder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A model on a socket that speaks the chat API and writes its tokens at a steady rate, one event each; it remembers when. */
final class SteadyModel implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer server;
    private final long periodNanos;
    private final long[] written;

    private SteadyModel(Vertx vertx, int tokens, double perSecond, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
        this.periodNanos = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.written = new long[tokens];
        server.requestHandler(this::handle);
    }

    static SteadyModel start(Vertx vertx, int tokens, double perSecond) throws TimeoutException {
        SteadyModel model = new SteadyModel(vertx, tokens, perSecond, vertx.createHttpServer());
        model.server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        return model;
    }

    URI chat() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/chat");
    }

    /** When each token of the newest answer was written, by {@link System#nanoTime()}. */
    long[] writtenNanos() {
        return written.clone();
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals("/health")) {
            request.response().end("{\"status\":\"ready\",\"live\":true}");
            return;
        }
        HttpServerResponse response = request.response()
                .putHeader("Content-Type", "text/event-stream")
                .setChunked(true);
        response.write(SseEncoder.event(new ChatEvent.Started("model", "steady", "steady")));
        write(response, 0, System.nanoTime() + periodNanos);
    }

    private void write(HttpServerResponse response, int token, long due) {
        if (token == written.length) {
            response.end(SseEncoder.event(
                    new ChatEvent.Completed(ChatEvent.Finish.STOP, Usage.UNKNOWN, Duration.ofSeconds(1))));
            return;
        }
        long wait = Math.max(1, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime()));
        vertx.setTimer(wait, _ -> {
            written[token] = System.nanoTime();
            response.write(SseEncoder.event(new ChatEvent.TextDelta("word" + token + " ")));
            write(response, token + 1, due + periodNanos);
        });
    }

    @Override
    public void close() {
        server.close();
    }
}
