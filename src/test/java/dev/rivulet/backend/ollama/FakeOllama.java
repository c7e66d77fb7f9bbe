package dev.rivulet.backend.ollama;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on 127.0.0.1 that speaks Ollama's wire and answers what it is told to. Every method may be called from any thread.
 *
 * <pre>{@code
 * try (FakeOllama ollama = FakeOllama.start(vertx)) {
 *     ollama.answersNext(FakeAnswer.text("Hello there.").truncatedAfter(1));
 *     … ollama.url() … ollama.chats().getLast().closedByClient()
 * }
 * }</pre>
 */
public final class FakeOllama implements AutoCloseable {
    public static final String MODEL = "llama3.2";

    private final Vertx vertx;
    private final HttpServer server;
    private final List<JsonObject> models = new CopyOnWriteArrayList<>();
    private final Queue<FakeAnswer> next = new ConcurrentLinkedQueue<>();
    private final List<FakeChat> chats = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connectionsOpened = new AtomicInteger();
    private final AtomicInteger connectionsOpen = new AtomicInteger();
    private volatile FakeAnswer usual = FakeAnswer.text("This is what a model might say.");
    private volatile Future<?> lookups = Future.succeededFuture();
    private volatile String lastAuthorization = "";

    private FakeOllama(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer().connectionHandler(connection -> {
            connectionsOpened.incrementAndGet();
            connectionsOpen.incrementAndGet();
            connection.closeHandler(_ -> {
                connectionsOpen.decrementAndGet();
                chats.forEach(chat -> chat.closed(connection));
            });
        });
        server.requestHandler(this::route);
        installs(MODEL, "2026-08-01T10:00:00.123456789+02:00", "completion");
    }

    /** A server with {@value #MODEL} installed, on a free port; waits until it listens. */
    public static FakeOllama start(Vertx vertx) {
        return start(vertx, 0);
    }

    /** On that port, such as one that another server has left. */
    public static FakeOllama start(Vertx vertx, int port) {
        FakeOllama ollama = new FakeOllama(vertx);
        ollama.server.listen(port, "127.0.0.1").await();
        return ollama;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.actualPort();
    }

    /** What every question gets that no {@link #answersNext} is left for. */
    public FakeOllama answers(FakeAnswer answer) {
        usual = answer;
        return this;
    }

    /** What the next questions get, one each. */
    public FakeOllama answersNext(FakeAnswer... answers) {
        next.addAll(List.of(answers));
        return this;
    }

    /** The next so many questions get 503. */
    public FakeOllama busy(int times) {
        for (int i = 0; i < times; i++) {
            next.add(FakeAnswer.busy());
        }
        return this;
    }

    /** A model more. {@code modifiedAt} as Ollama writes it. */
    public FakeOllama installs(String name, String modifiedAt, String... capabilities) {
        models.add(new JsonObject()
                .put("name", name.contains(":") ? name : name + ":latest")
                .put("modified_at", modifiedAt)
                .put("capabilities", new JsonArray(List.of(capabilities))));
        return this;
    }

    /** No model is left. */
    public FakeOllama hasNoModels() {
        models.clear();
        return this;
    }

    /** Version, models and capabilities aren't told before that completes. */
    public FakeOllama lookupsWaitFor(Future<?> released) {
        lookups = released;
        return this;
    }

    /** The questions so far, oldest first. */
    public List<FakeChat> chats() {
        return List.copyOf(chats);
    }

    /** All requests so far, such as {@code GET /api/tags}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The Authorization header of the last request, or empty. */
    public String lastAuthorization() {
        return lastAuthorization;
    }

    public int connectionsOpened() {
        return connectionsOpened.get();
    }

    public int connectionsOpen() {
        return connectionsOpen.get();
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        server.close().await();
    }

    private void route(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        lastAuthorization = authorization == null ? "" : authorization;
        requests.add(request.method() + " " + request.path());
        request.body().onSuccess(body -> {
            switch (request.method() + " " + request.path()) {
                case "POST /api/chat" -> chat(request, body.toJsonObject());
                case "GET /api/version" -> reply(request, 200, new JsonObject().put("version", "0.12.6"));
                case "GET /api/tags" -> reply(request, 200, new JsonObject().put("models", listed()));
                case "GET /api/ps" -> reply(request, 200, new JsonObject().put("models", new JsonArray()));
                case "POST /api/show" -> show(request, body.toJsonObject().getString("model"));
                default -> request.response().setStatusCode(404).end("404 page not found");
            }
        });
    }

    private void chat(HttpServerRequest request, JsonObject question) {
        FakeAnswer answer = next.poll();
        FakeChat chat = new FakeChat(vertx, request, question, answer == null ? usual : answer);
        chats.add(chat);
        chat.play();
    }

    private void show(HttpServerRequest request, String name) {
        models.stream()
                .filter(model -> model.getString("name").equals(name)
                        || model.getString("name").equals(name + ":latest"))
                .findFirst()
                .ifPresentOrElse(
                        model -> reply(
                                request,
                                200,
                                new JsonObject()
                                        .put("details", details())
                                        .put("model_info", new JsonObject())
                                        .put("modified_at", model.getString("modified_at"))
                                        .put("capabilities", model.getJsonArray("capabilities"))),
                        () -> reply(request, 404, new JsonObject().put("error", "model '" + name + "' not found")));
    }

    private JsonArray listed() {
        List<JsonObject> listed = new ArrayList<>();
        for (JsonObject model : models) {
            listed.add(model.copy()
                    .put("model", model.getString("name"))
                    .put("size", 2_019_393_189L)
                    .put("digest", "a80c4f17acd55265feec403c7aef86be0c25983ab279d83f3bcd3abbcb5b8b72")
                    .put("details", details()));
        }
        return new JsonArray(listed);
    }

    private static JsonObject details() {
        return new JsonObject()
                .put("format", "gguf")
                .put("family", "llama")
                .put("families", new JsonArray().add("llama"))
                .put("parameter_size", "3.2B")
                .put("quantization_level", "Q4_K_M");
    }

    private void reply(HttpServerRequest request, int status, JsonObject body) {
        var context = vertx.getOrCreateContext();
        lookups.onComplete(_ -> context.runOnContext(_ -> {
            if (!request.response().closed()) {
                request.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", "application/json; charset=utf-8")
                        .end(body.toBuffer());
            }
        }));
    }
}
