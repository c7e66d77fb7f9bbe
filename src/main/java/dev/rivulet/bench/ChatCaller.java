package dev.rivulet.bench;

import dev.rivulet.wire.SseDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Asks {@code /chat} for streams of a {@link TokenServer}'s tokens and takes down how long each was on its way. */
final class ChatCaller {
    private final HttpClient client;
    private final int port;

    ChatCaller(Vertx vertx, int port, int connections) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setReceiveBufferSize(16 * 1024),
                new PoolOptions().setHttp1MaxSize(connections));
        this.port = port;
    }

    /** Asks so often at once; completes with the delays of all tokens, or fails if an answer isn't whole. */
    Future<Delays> ask(String backend, int answers, int tokens, int everyMillis) {
        List<Future<Delays>> all = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            all.add(open(backend, tokens, everyMillis).compose(response -> read(response, tokens)));
        }
        return Future.all(all).map(_ -> {
            Delays delays = new Delays();
            all.forEach(each -> delays.addAll(each.result()));
            return delays;
        });
    }

    /** Asks for a stream and reads nothing of it. */
    Future<HttpClientResponse> askWithoutReading(String backend, int tokens, int everyMillis) {
        return open(backend, tokens, everyMillis)
                .onSuccess(response -> response.exceptionHandler(_ -> {}).pause());
    }

    private Future<HttpClientResponse> open(String backend, int tokens, int everyMillis) {
        Buffer body = new JsonObject()
                .put("backend", backend)
                .put(
                        "messages",
                        new JsonArray()
                                .add(new JsonObject().put("role", "user").put("content", tokens + " " + everyMillis)))
                .toBuffer();
        return client.request(HttpMethod.POST, port, "127.0.0.1", "/chat")
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .putHeader("Accept", "text/event-stream")
                        .send(body));
    }

    private static Future<Delays> read(HttpClientResponse response, int tokens) {
        Delays delays = new Delays();
        SseDecoder events = new SseDecoder();
        Promise<Delays> whole = Promise.promise();
        response.handler(bytes -> {
            long now = System.nanoTime();
            events.feed(bytes, frame -> {
                if (frame instanceof SseDecoder.Event(String name, String data) && name.equals("delta")) {
                    for (String token : new JsonObject(data).getString("text").split(" ", -1)) {
                        if (!token.isEmpty()) {
                            delays.add(now - Long.parseLong(token));
                        }
                    }
                }
            });
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(_ -> {
            if (delays.count() == tokens) {
                whole.tryComplete(delays);
            } else {
                whole.tryFail(delays.count() + " of " + tokens + " tokens came");
            }
        });
        return whole.future();
    }
}
