package dev.rivulet.backend.remote;

import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.Finding;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.Usage;
import dev.rivulet.chat.User;
import dev.rivulet.config.ChatConfig;
import dev.rivulet.config.Secret;
import dev.rivulet.telemetry.Trace;
import dev.rivulet.wire.SseEncoder;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A far router that does with each request what the test says, and the backend that asks it, over the real bus. */
final class FarRouter implements AutoCloseable {
    static final String TOKEN = "token-0123456789";
    static final ChatEvent STARTED = new ChatEvent.Started("far-id", "ollama", "tiny");
    static final ChatEvent COMPLETED =
            new ChatEvent.Completed(ChatEvent.Finish.STOP, new Usage(3, 5), Duration.ofMillis(7));

    /** A request as it came. */
    record Got(String method, String path, MultiMap headers, Buffer body, long atNanos) {
        JsonObject json() {
            return body.toJsonObject();
        }
    }

    final Vertx vertx = Vertx.vertx();
    final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    /** When the backend closed a connection before its response was whole. */
    final BlockingQueue<String> left = new LinkedBlockingQueue<>();
    /** How many were opened. */
    final AtomicInteger connections = new AtomicInteger();

    private final Queue<Consumer<HttpServerResponse>> script = new ArrayDeque<>();
    private final HttpServer server;
    private final BackendVerticle backend;

    FarRouter() throws TimeoutException {
        this(Duration.ofSeconds(20), Duration.ofSeconds(30), retrying(Duration.ofSeconds(20)));
    }

    /** Twice, soon. */
    static Patience retrying(Duration status) {
        return new Patience(2, Duration.ofMillis(5), Duration.ofSeconds(3), status, status, Duration.ofSeconds(20));
    }

    /** Never again, and with so much time for what isn't an answer. */
    static Patience looking(Duration lookup) {
        Duration never = Duration.ofSeconds(20);
        return new Patience(0, Duration.ZERO, Duration.ZERO, never, never, lookup);
    }

    FarRouter(Duration begin, Duration silence, Patience patience) throws TimeoutException {
        server = vertx.createHttpServer()
                .connectionHandler(_ -> connections.incrementAndGet())
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .await(20, TimeUnit.SECONDS);
        ChatConfig config = new ChatConfig(
                URI.create("http://127.0.0.1:" + server.actualPort() + "/live/chat"),
                null,
                new Secret(TOKEN),
                null,
                Duration.ofSeconds(5),
                begin,
                silence);
        backend = new BackendVerticle(
                at -> new RemoteBackend(at, "remote", config, Trace.disabled(at), Signing.of(at, config), patience));
        vertx.deployVerticle(backend).await(20, TimeUnit.SECONDS);
    }

    private void handle(HttpServerRequest request) {
        request.response().closeHandler(_ -> left.add("left"));
        request.body().onSuccess(body -> {
            got.add(new Got(request.method().name(), request.path(), request.headers(), body, System.nanoTime()));
            Consumer<HttpServerResponse> next;
            synchronized (script) {
                next = script.poll();
            }
            if (next == null) {
                request.response().setStatusCode(599).end("the script is at its end");
            } else {
                next.accept(request.response());
            }
        });
    }

    /** What to do with the next request that no other step is for. */
    FarRouter then(Consumer<HttpServerResponse> step) {
        synchronized (script) {
            script.add(step);
        }
        return this;
    }

    FarRouter streams(ChatEvent... events) {
        return then(response -> {
            response.putHeader("Content-Type", "text/event-stream").setChunked(true);
            for (ChatEvent event : events) {
                response.write(SseEncoder.event(event));
            }
            if (events.length > 0 && events[events.length - 1] instanceof ChatEvent.Terminal) {
                response.end();
            }
        });
    }

    FarRouter streamsAndCuts(ChatEvent... events) {
        return then(response -> {
            response.putHeader("Content-Type", "text/event-stream").setChunked(true);
            Buffer all = Buffer.buffer();
            for (ChatEvent event : events) {
                all.appendBuffer(SseEncoder.event(event));
            }
            response.write(all).onComplete(_ -> response.reset());
        });
    }

    FarRouter answers(int status, String body, String... headers) {
        return then(response -> {
            for (int i = 0; i < headers.length; i += 2) {
                response.putHeader(headers[i], headers[i + 1]);
            }
            response.setStatusCode(status).end(body);
        });
    }

    static ChatRequest question(ChatMessage... messages) {
        return new ChatRequest(
                "near-id",
                new ConversationId("discord:1:2"),
                new User("7", "Ada"),
                new Origin("10", "11", "terse"),
                List.of(messages),
                null,
                null);
    }

    /** What is heard is added to the events, and the end to the other queue. */
    AnswerStream ask(ChatRequest request, Queue<ChatEvent> events, Queue<String> end) throws TimeoutException {
        // A stream belongs to the context that asks: from this thread, its handlers could come too late.
        return Future.<AnswerStream>future(promise -> vertx.runOnContext(_ -> new AnswerBus(vertx)
                        .ask(AnswerAddress.backend("remote"), request)
                        .onSuccess(
                                stream -> stream.endHandler(_ -> end.add("end")).handler(events::add))
                        .onComplete(promise)))
                .await(20, TimeUnit.SECONDS);
    }

    /** Everything up to the end. */
    List<ChatEvent> answer(ChatRequest request) throws Exception {
        BlockingQueue<ChatEvent> events = new LinkedBlockingQueue<>();
        BlockingQueue<String> end = new LinkedBlockingQueue<>();
        ask(request, events, end);
        if (end.poll(20, TimeUnit.SECONDS) == null) {
            throw new AssertionError("the answer did not end: " + events);
        }
        return List.copyOf(events);
    }

    List<ChatEvent> answer() throws Exception {
        return answer(question(ChatMessage.user("Hello")));
    }

    /** How it failed. */
    Failure failure() throws Exception {
        if (answer().getLast() instanceof ChatEvent.Failed(Failure failure)) {
            return failure;
        }
        throw new AssertionError("it did not fail");
    }

    List<Finding> probe() throws TimeoutException {
        return backend.probe().await(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }
}
