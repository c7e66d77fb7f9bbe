package dev.rivulet.backend.agentcore;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Bedrock AgentCore Runtime and the runtime of Bedrock Agents, both on one port of 127.0.0.1. Answers what it is told to; event streams are
 * encoded by AWS's own library. Every method may be called from any thread.
 *
 * <pre>{@code
 * try (FakeAws aws = FakeAws.start(vertx)) {
 *     aws.answersNext(FakeAnswer.yields("Hello", " there.").isCut());
 *     … aws.url() … aws.invocations().getLast().session()
 * }
 * }</pre>
 */
public final class FakeAws implements AutoCloseable {
    public static final String ARN = "arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/my_agent-a1B2c3D4e5";

    private final Vertx vertx;
    private final HttpServer server;
    private final Queue<FakeAnswer> next = new ConcurrentLinkedQueue<>();
    private final List<FakeInvocation> invocations = new CopyOnWriteArrayList<>();
    private volatile Function<FakeInvocation, FakeAnswer> usual =
            asked -> asked.isRuntime() ? FakeAnswer.yields("Hello", " there.") : FakeAnswer.chunks("Hello", " there.");

    private FakeAws(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
                .requestHandler(request -> request.body().onSuccess(body -> route(request, body)));
    }

    /** On a free port; waits until it listens. */
    public static FakeAws start(Vertx vertx) {
        return start(vertx, 0);
    }

    public static FakeAws start(Vertx vertx, int port) {
        FakeAws aws = new FakeAws(vertx);
        aws.server.listen(port, "127.0.0.1").await();
        return aws;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.actualPort();
    }

    /** What every invocation gets that no {@link #answersNext} is left for. */
    public FakeAws answers(FakeAnswer answer) {
        return answersWith(_ -> answer);
    }

    /** The same, made anew for each. */
    public FakeAws answersWith(Function<FakeInvocation, FakeAnswer> answer) {
        usual = answer;
        return this;
    }

    /** What the next invocations get, one each. */
    public FakeAws answersNext(FakeAnswer... answers) {
        next.addAll(List.of(answers));
        return this;
    }

    /** The invocations so far, oldest first. */
    public List<FakeInvocation> invocations() {
        return List.copyOf(invocations);
    }

    /** Forgets the invocations so far. */
    public FakeAws forgets() {
        invocations.clear();
        return this;
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        server.close().await();
    }

    private void route(HttpServerRequest request, Buffer body) {
        boolean runtime = request.path().matches("/runtimes/[^/]+/invocations");
        boolean agent = request.path().matches("/agents/[^/]+/agentAliases/[^/]+/sessions/[^/]+/text");
        if (!runtime && !agent) {
            request.response().setStatusCode(404).end();
            return;
        }
        FakeInvocation invocation =
                new FakeInvocation(vertx, request, new JsonObject(body.length() == 0 ? Buffer.buffer("{}") : body));
        invocations.add(invocation);
        FakeAnswer given = next.poll();
        invocation.play(given == null ? usual.apply(invocation) : given);
    }
}
