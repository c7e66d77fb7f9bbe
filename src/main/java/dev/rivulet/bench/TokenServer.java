package dev.rivulet.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * An agent on AgentCore Runtime and an Ollama, on one port of 127.0.0.1, that write tokens at a steady rate. The question says how many
 * and how far apart: {@code "<tokens> <milliseconds>"}. Each token is the time by {@link System#nanoTime()} at which it was written.
 */
final class TokenServer {
    static final String ARN = "arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/bench-a1B2c3D4e5";

    private final Vertx vertx;
    private final HttpServer server;

    private TokenServer(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> route(request, body)));
    }

    static Future<TokenServer> start(Vertx vertx) {
        TokenServer started = new TokenServer(vertx);
        return started.server.listen(0, "127.0.0.1").map(started);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    private void route(HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response().setChunked(true);
        if (request.path().startsWith("/runtimes/")) {
            response.putHeader("Content-Type", "text/event-stream");
            write(response, body.toJsonObject().getString("prompt"), Wire.AGENT);
        } else if (request.path().equals("/api/chat")) {
            response.putHeader("Content-Type", "application/x-ndjson");
            JsonArray messages = body.toJsonObject().getJsonArray("messages");
            write(response, messages.getJsonObject(messages.size() - 1).getString("content"), Wire.OLLAMA);
        } else {
            response.setStatusCode(404).end();
        }
    }

    private enum Wire {
        /** As a Strands agent streams that passes everything on. */
        AGENT,
        OLLAMA;

        Buffer token(String token) {
            return Buffer.buffer(
                    switch (this) {
                        case AGENT -> {
                            JsonObject delta = new JsonObject().put("text", token);
                            JsonObject block =
                                    new JsonObject().put("delta", delta).put("contentBlockIndex", 0);
                            yield "data: "
                                    + new JsonObject().put("event", new JsonObject().put("contentBlockDelta", block))
                                    + "\n\ndata: "
                                    + new JsonObject().put("data", token).put("delta", delta) + "\n\n";
                        }
                        case OLLAMA ->
                            new JsonObject()
                                            .put(
                                                    "message",
                                                    new JsonObject()
                                                            .put("role", "assistant")
                                                            .put("content", token))
                                            .put("done", false)
                                    + "\n";
                    });
        }

        Buffer end() {
            return Buffer.buffer(
                    switch (this) {
                        case AGENT -> "data: {\"event\": {\"messageStop\": {\"stopReason\": \"end_turn\"}}}\n\n";
                        case OLLAMA -> "{\"message\": {\"role\": \"assistant\", \"content\": \"\"}, \"done\": true}\n";
                    });
        }
    }

    private void write(HttpServerResponse response, String question, Wire wire) {
        String[] wanted = question.strip().split(" ", -1);
        write(response, wire, 0, Integer.parseInt(wanted[0]), Integer.parseInt(wanted[1]), System.nanoTime());
    }

    /** Drift-free: a token that is late makes the next wait shorter. */
    private void write(
            HttpServerResponse response, Wire wire, int token, int tokens, int everyMillis, long startNanos) {
        if (response.closed()) {
            return;
        }
        if (token == tokens) {
            response.end(wire.end());
            return;
        }
        response.write(wire.token(System.nanoTime() + " "));
        long due = startNanos + TimeUnit.MILLISECONDS.toNanos((long) everyMillis * (token + 1));
        long wait = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
        vertx.setTimer(Math.max(1, wait), _ -> write(response, wire, token + 1, tokens, everyMillis, startNanos));
    }
}
