package dev.rivulet.backend.remote;

import dev.rivulet.backend.Backend;
import dev.rivulet.backend.Finding;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.config.ChatConfig;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.List;

/**
 * Asks a router elsewhere. Made on the context that answers.
 *
 * <p>Connections are kept for the next question, for less long than API Gateway keeps them, so that a kept one is rarely dead; {@link
 * #probe} opens the first. After a longer quiet the next question opens its own: holding one open would take requests, each of which
 * wakes a function.
 */
public final class RemoteBackend implements Backend {
    /** More than answers are ever in flight: whoever waits shall wait in the router's queue, where its place is visible. */
    private static final int MAX_CONNECTIONS = 256;

    private static final int KEEP_SECONDS = 50;

    private final Vertx vertx;
    private final String name;
    private final HttpClientAgent client;
    private final RemoteAnswer.Shared shared;
    private final RemoteProbe probe;

    public RemoteBackend(Vertx vertx, String name, ChatConfig config, Trace trace) {
        this(vertx, name, config, trace, Signing.of(vertx, config), Patience.DEFAULT);
    }

    RemoteBackend(Vertx vertx, String name, ChatConfig config, Trace trace, Signing signing, Patience patience) {
        this.vertx = vertx;
        this.name = name;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(
                                Math.toIntExact(config.connectTimeout().toMillis()))
                        .setKeepAliveTimeout(KEEP_SECONDS)
                        .setTcpKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        FarServer server = new FarServer(client, signing, config);
        RemoteFailures failures = new RemoteFailures(server.shown());
        this.shared = new RemoteAnswer.Shared(server, failures, config.begin(), config.silence(), patience, trace);
        this.probe = new RemoteProbe(server, failures, patience.lookup());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void answer(ChatRequest request, AnswerWriter answer) {
        new RemoteAnswer(vertx, shared, request, answer).start();
    }

    @Override
    public Future<List<Finding>> probe() {
        return probe.look();
    }

    @Override
    public Future<List<String>> behind() {
        return probe.backends();
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
