package dev.rivulet.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * An Ollama on 127.0.0.1 whose model writes at a steady rate. Each token is a word of its own, so that the observer can tell which are
 * visible. Each token goes out when its time has come, however late the timer before it was.
 */
final class Model {
    private static final int TOKENS_A_PARAGRAPH = 60;

    private final Vertx vertx;
    private final Observer observer;
    private final HttpServer server;

    private Model(Vertx vertx, Observer observer) {
        this.vertx = vertx;
        this.observer = observer;
        this.server = vertx.createHttpServer().requestHandler(this::answer);
    }

    static Future<Model> start(Vertx vertx, Observer observer) {
        Model started = new Model(vertx, observer);
        return started.server.listen(0, "127.0.0.1").map(started);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** The question says which answer is asked for: {@code "<answer> <tokens> <tokensPerSecond>"}. */
    private void answer(HttpServerRequest request) {
        HttpServerResponse response =
                request.response().setChunked(true).putHeader("Content-Type", Wire.OLLAMA.contentType());
        request.body().onSuccess(body -> {
            String[] wanted = Wire.question(body).strip().split(" ", -1);
            write(
                    response,
                    Integer.parseInt(wanted[0]),
                    0,
                    Integer.parseInt(wanted[1]),
                    Integer.parseInt(wanted[2]),
                    System.nanoTime());
        });
    }

    private void write(
            HttpServerResponse response, int number, int from, int tokens, double perSecond, long startNanos) {
        int next = from;
        long now = System.nanoTime();
        while (next < tokens && startNanos + dueNanos(next, perSecond) <= now) {
            observer.written(number, next);
            response.write(Wire.OLLAMA.token(token(number, next)));
            next++;
        }
        if (next == tokens) {
            observer.ended(number);
            response.end(Wire.OLLAMA.end());
            return;
        }
        int further = next;
        long waitNanos = startNanos + dueNanos(next, perSecond) - now;
        vertx.setTimer(
                Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)),
                _ -> write(response, number, further, tokens, perSecond, startNanos));
    }

    private static long dueNanos(int token, double perSecond) {
        return (long) (token / perSecond * TimeUnit.SECONDS.toNanos(1));
    }

    private static String token(int answer, int token) {
        return Observer.word(answer, token) + (token % TOKENS_A_PARAGRAPH == TOKENS_A_PARAGRAPH - 1 ? "\n\n" : " ");
    }
}
