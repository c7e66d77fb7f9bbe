package dev.rivulet.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An agent on AgentCore Runtime and an Ollama, on one port of 127.0.0.1, that write tokens at a steady rate. The question says how many
 * and how far apart: {@code "<tokens> <milliseconds>"}. Each token is the time by {@link System#nanoTime()} at which it was written. With 0
 * milliseconds the tokens are large, and come as fast as they are read.
 */
final class TokenServer {
    static final String ARN = "arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/bench-a1B2c3D4e5";

    private static final String LARGE = "x".repeat(8 * 1024);

    private final Vertx vertx;
    private final HttpServer server;
    private final AtomicLong large = new AtomicLong();

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

    /** How many large tokens were written so far: while this stands still, nobody reads them. */
    long largeTokens() {
        return large.get();
    }

    private void route(HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response().setChunked(true);
        if (request.path().startsWith("/runtimes/")) {
            write(response, body.toJsonObject().getString("prompt"), Wire.AGENT);
        } else if (request.path().equals("/api/chat")) {
            write(response, Wire.question(body), Wire.OLLAMA);
        } else {
            response.setStatusCode(404).end();
        }
    }

    private void write(HttpServerResponse response, String question, Wire wire) {
        response.putHeader("Content-Type", wire.contentType());
        String[] wanted = question.strip().split(" ", -1);
        int tokens = Integer.parseInt(wanted[0]);
        int everyMillis = Integer.parseInt(wanted[1]);
        if (everyMillis == 0) {
            flood(response, wire, tokens);
        } else {
            write(response, wire, 0, tokens, everyMillis, System.nanoTime());
        }
    }

    private void flood(HttpServerResponse response, Wire wire, int tokens) {
        int left = tokens;
        while (left > 0 && !response.closed() && !response.writeQueueFull()) {
            response.write(wire.token(LARGE));
            large.incrementAndGet();
            left--;
        }
        int more = left;
        if (response.closed()) {
            return;
        }
        if (more == 0) {
            response.end(wire.end());
        } else {
            response.drainHandler(_ -> flood(response, wire, more));
        }
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
