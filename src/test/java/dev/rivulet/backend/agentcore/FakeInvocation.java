package dev.rivulet.backend.agentcore;

import dev.rivulet.backend.agentcore.FakeAnswer.Step;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One invocation of a {@link FakeAws}: what was asked, and what became of the connection. */
public final class FakeInvocation {
    private final Vertx vertx;
    private final HttpServerRequest request;
    private final JsonObject body;
    private final Promise<Void> closed = Promise.promise();
    private final AtomicLong written = new AtomicLong();
    private volatile boolean finished;
    private List<Step> steps = List.of();
    private long dueNanos = System.nanoTime();

    FakeInvocation(Vertx vertx, HttpServerRequest request, JsonObject body) {
        this.vertx = vertx;
        this.request = request;
        this.body = body;
        request.connection().closeHandler(_ -> closed.tryComplete());
    }

    /** The request's JSON. */
    public JsonObject body() {
        return body;
    }

    public String path() {
        return URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
    }

    public String query(String name) {
        return request.getParam(name, "");
    }

    public String header(String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    public boolean isRuntime() {
        return path().startsWith("/runtimes/");
    }

    /** The client's address, one for each connection. */
    public String client() {
        return request.remoteAddress().toString();
    }

    /** The session it belongs to, on either service. */
    public String session() {
        return isRuntime()
                ? header("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id")
                : path().replaceAll(".*/sessions/([^/]*)/.*", "$1");
    }

    /** What was asked, where the payload is the usual one. */
    public String prompt() {
        return body.getString(isRuntime() ? "prompt" : "inputText");
    }

    /** Completes when the connection is closed, by whomever. */
    public Future<Void> closed() {
        return closed.future();
    }

    public boolean isFinished() {
        return finished;
    }

    public long bytesWritten() {
        return written.get();
    }

    void play(FakeAnswer answer) {
        steps = answer.steps();
        HttpServerResponse response = request.response();
        response.setChunked(!(!steps.isEmpty() && steps.getFirst() instanceof Step.Refusal))
                .putHeader("Content-Type", answer.mediaType())
                .putHeader("x-amzn-RequestId", "fake-request")
                .putHeader("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", session())
                .putHeader("x-amzn-bedrock-agent-content-type", "application/json")
                .putHeader("x-amz-bedrock-agent-session-id", session());
        next(0);
    }

    private void next(int index) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (index == steps.size()) {
            finished = true;
            response.end();
            return;
        }
        switch (steps.get(index)) {
            case Step.Raw(Buffer bytes) -> {
                written.addAndGet(bytes.length());
                response.write(bytes).onSuccess(_ -> next(index + 1));
            }
            case Step.Pause(var duration) -> {
                dueNanos = Math.max(dueNanos, System.nanoTime() - 1_000_000_000L) + duration.toNanos();
                long millis = Math.max(1, (dueNanos - System.nanoTime()) / 1_000_000);
                vertx.setTimer(millis, _ -> next(index + 1));
            }
            case Step.Until(var released) -> {
                var context = vertx.getOrCreateContext();
                if (!response.headWritten()) {
                    response.writeHead();
                }
                released.onComplete(_ -> context.runOnContext(_ -> next(index + 1)));
            }
            case Step.Stall() -> {
                if (!response.headWritten()) {
                    response.writeHead();
                }
            }
            case Step.Unanswered() -> {
                // Nothing.
            }
            case Step.Cut() -> request.connection().close();
            case Step.Reset() -> {
                ((ConnectionBase) request.connection()).channel().config().setOption(ChannelOption.SO_LINGER, 0);
                request.connection().close();
            }
            case Step.Refusal(int status, String code, String message) -> {
                finished = true;
                response.setStatusCode(status)
                        .putHeader("x-amzn-ErrorType", code)
                        .end(new JsonObject().put("message", message).toBuffer());
            }
        }
    }
}
