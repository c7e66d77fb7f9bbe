package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.HttpConfig;
import dev.rivulet.config.Secret;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The real server on a free port; questions arrive at a router that the test plays. */
final class ApiServer implements AutoCloseable {
    static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    final Vertx vertx = Vertx.vertx();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<Asked> questions = new LinkedBlockingQueue<>();
    private volatile @Nullable Failure refusal;
    private final String host;
    private final HttpServerVerticle verticle;

    ApiServer(Options options) throws Exception {
        host = options.host;
        new AnswerBus(vertx)
                .serve(AnswerAddress.ROUTER, (request, writer) -> {
                    Failure refused = refusal;
                    if (refused != null) {
                        throw new FailureException(refused);
                    }
                    questions.add(new Asked(request, writer, vertx.getOrCreateContext()));
                })
                .await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        verticle = new HttpServerVerticle(
                new HttpConfig(options.host, 0, options.token == null ? null : new Secret(options.token)),
                options.backends,
                registry,
                options.routes,
                options.heartbeat,
                options.idle);
        vertx.deployVerticle(verticle).await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    static ApiServer start() throws Exception {
        return new ApiServer(new Options());
    }

    /** What a test may want otherwise. */
    static final class Options {
        private String host = "127.0.0.1";
        private @Nullable String token;
        private Supplier<Future<List<BackendHealth>>> backends = () -> Future.succeededFuture(List.of());
        private Consumer<Router> routes = _ -> {};
        private Duration heartbeat = ChatEndpoint.HEARTBEAT;
        private Duration idle = Duration.ofSeconds(60);

        Options host(String value) {
            host = value;
            return this;
        }

        Options token(String value) {
            token = value;
            return this;
        }

        Options backends(Supplier<Future<List<BackendHealth>>> value) {
            backends = value;
            return this;
        }

        Options routes(Consumer<Router> value) {
            routes = value;
            return this;
        }

        Options heartbeat(Duration value) {
            heartbeat = value;
            return this;
        }

        Options idle(Duration value) {
            idle = value;
            return this;
        }
    }

    int port() {
        return verticle.port();
    }

    HttpServerVerticle verticle() {
        return verticle;
    }

    void refuseWith(Failure failure) {
        refusal = failure;
    }

    /** Whether a question waits at the router. */
    boolean wasAsked() {
        return !questions.isEmpty();
    }

    /** The next question that reached the router. */
    Asked asked() throws InterruptedException {
        Asked next = questions.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("a question at the router").isNotNull();
        return next;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(LIMIT);
    }

    HttpRequest.Builder chat(String body, String... headers) {
        HttpRequest.Builder request =
                to("/chat").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends, and expects a problem of that status that the document describes. */
    JsonObject problem(int status, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonObject problem = new JsonObject(response.body());
        Documented.check("Problem", problem);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Request-Id")).hasValue(problem.getString("requestId"));
        return problem;
    }

    RawClient connect() throws IOException {
        return new RawClient(host, port());
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            vertx.close().await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Vert.x did not close", e);
        }
    }
}
