package dev.rivulet.backend.ollama;

import dev.rivulet.backend.Backend;
import dev.rivulet.backend.Finding;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.config.OllamaConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.List;

/**
 * Asks one Ollama server. Made on the context that answers.
 *
 * <p>An answer holds a connection while it is written; connections are kept for the next one. There is no deadline on a stream: those
 * for the first event, for pauses and for the whole are the router's.
 */
public final class OllamaBackend implements Backend {
    /** More than answers are ever in flight: whoever waits shall wait in the router's queue, where its place is visible. */
    private static final int MAX_CONNECTIONS = 256;

    private final Vertx vertx;
    private final Shared shared;
    private final HttpClientAgent client;
    private final OllamaProbe probe;

    public OllamaBackend(Vertx vertx, String name, OllamaConfig config) {
        this(vertx, name, config, Patience.DEFAULT);
    }

    OllamaBackend(Vertx vertx, String name, OllamaConfig config, Patience patience) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(
                                Math.toIntExact(config.connectTimeout().toMillis()))
                        .setTcpKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        OllamaServer server = new OllamaServer(client, config.url());
        this.shared =
                new Shared(name, config, server, new OllamaFailures(server), new Eyesight(System::nanoTime), patience);
        this.probe = new OllamaProbe(server, config);
    }

    @Override
    public String name() {
        return shared.name();
    }

    @Override
    public void answer(ChatRequest request, AnswerWriter answer) {
        new OllamaAnswer(vertx, shared, request, answer).start();
    }

    @Override
    public Future<List<Finding>> probe() {
        return probe.look();
    }

    @Override
    public Future<List<String>> models() {
        return probe.models();
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
