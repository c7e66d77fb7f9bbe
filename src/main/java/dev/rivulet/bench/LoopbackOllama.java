package dev.rivulet.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The least of an Ollama that answers every question at once, in three tokens. */
final class LoopbackOllama {
    static final String MODEL = "loopback";

    private final HttpServer server;

    private LoopbackOllama(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(LoopbackOllama::serve);
    }

    static Future<LoopbackOllama> start(Vertx vertx) {
        LoopbackOllama ollama = new LoopbackOllama(vertx);
        return ollama.server.listen(0, "127.0.0.1").map(ollama);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private static void serve(HttpServerRequest request) {
        if (!request.path().equals("/api/chat")) {
            JsonObject model =
                    new JsonObject().put("name", MODEL + ":latest").put("modified_at", "2026-08-01T10:00:00Z");
            request.response()
                    .end(new JsonObject()
                            .put("version", "0.12.6")
                            .put("models", new JsonArray().add(model))
                            .toBuffer());
            return;
        }
        request.body().onSuccess(_ -> {
            HttpServerResponse response = request.response().setChunked(true);
            for (String token : new String[] {"All", " is", " well."}) {
                response.write(line(token, false));
            }
            response.end(line("", true));
        });
    }

    private static String line(String content, boolean done) {
        return new JsonObject()
                        .put("model", MODEL)
                        .put(
                                "message",
                                new JsonObject().put("role", "assistant").put("content", content))
                        .put("done", done)
                        .encode()
                + "\n";
    }
}
