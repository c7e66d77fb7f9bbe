package dev.rivulet.app;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.wire.SseEncoder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A router at the end of the way, whose answers are scripts. It speaks the chat API, so that scripts may hold every kind of event; any form
 * reaches it as the backend {@code remote}.
 */
final class ScriptedModel implements AutoCloseable {
    /** One step of an answer: an event, and how long after the one before. */
    record Step(Duration after, ChatEvent event) {}

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, List<Step>> scripts = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> asked = new ConcurrentHashMap<>();
    private final Map<String, Boolean> left = new ConcurrentHashMap<>();
    private final Map<String, List<Runnable>> held = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    ScriptedModel() {
        server = Await.soon(
                "the model",
                vertx.createHttpServer()
                        .connectionHandler(connection -> {
                            connections.add(connection);
                            connection.closeHandler(_ -> connections.remove(connection));
                        })
                        .requestHandler(this::handle)
                        .listen(0, "127.0.0.1"));
    }

    URI chat() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/chat");
    }

    /** What to answer to a question whose last message ends with this word. */
    void answers(String word, List<Step> steps) {
        scripts.put(word, steps);
    }

    /** From now on, questions that end with this word get none of their answer. */
    void hold(String word) {
        held.put(word, new CopyOnWriteArrayList<>());
    }

    /** Whether such a question is here, and gets none of its answer. */
    boolean holds(String word) {
        return !held.getOrDefault(word, List.of()).isEmpty();
    }

    /** Lets those answers begin. */
    void release(String word) {
        held.getOrDefault(word, List.of()).forEach(Runnable::run);
        held.remove(word);
    }

    /** Forgets who asked what and who left. */
    void forget() {
        asked.clear();
        left.clear();
    }

    /** How many questions came. */
    int questions() {
        return questions.get();
    }

    /** The newest body with that question; for the title of a question's thread, with {@code title:} before the word. */
    JsonObject body(String word) {
        return asked.get(word);
    }

    /** The newest body of each question. */
    Map<String, JsonObject> bodies() {
        return Map.copyOf(asked);
    }

    /** Whether whoever asked it closed the connection before the answer's end. */
    boolean wasLeft(String word) {
        return left.containsKey(word);
    }

    /** Closes every connection that waits for another question. */
    void dropConnections() {
        connections.forEach(HttpConnection::close);
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals("/health")) {
            request.response().end("{\"status\":\"ready\",\"live\":true}");
            return;
        }
        request.body().onSuccess(body -> {
            questions.incrementAndGet();
            JsonObject question = body.toJsonObject();
            JsonArray messages = question.getJsonArray("messages");
            String text = messages.getJsonObject(messages.size() - 1)
                    .getString("content")
                    .strip();
            String last = text.substring(text.lastIndexOf(' ') + 1);
            boolean title = text.startsWith("Write a title");
            String word = title ? "title:" + last : last;
            asked.put(word, question);
            HttpServerResponse response = request.response()
                    .putHeader("Content-Type", "text/event-stream")
                    .setChunked(true);
            response.closeHandler(_ -> left.put(word, true));
            response.writeHead();
            List<Step> steps = scripts.getOrDefault(word, List.of());
            List<Runnable> others = held.get(word);
            if (others == null) {
                play(response, steps, 0);
            } else {
                Context here = vertx.getOrCreateContext();
                others.add(() -> here.runOnContext(_ -> play(response, steps, 0)));
            }
        });
    }

    private void play(HttpServerResponse response, List<Step> steps, int next) {
        if (next == steps.size() || response.closed()) {
            return;
        }
        Step step = steps.get(next);
        Future<Void> due = step.after().isZero()
                ? Future.succeededFuture()
                : vertx.timer(step.after().toMillis()).mapEmpty();
        due.onSuccess(_ -> {
            if (step.event() instanceof ChatEvent.Terminal) {
                response.end(SseEncoder.event(step.event()));
            } else {
                response.write(SseEncoder.event(step.event()));
                play(response, steps, next + 1);
            }
        });
    }

    @Override
    public void close() {
        Await.soon("the model's end", vertx.close());
    }
}
