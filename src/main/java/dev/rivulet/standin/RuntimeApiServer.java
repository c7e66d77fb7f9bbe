package dev.rivulet.standin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda's Runtime API</a> of one execution environment, on a free
 * port of 127.0.0.1: hands out one invocation after the other, each when the function asks for it, and reads responses as they are
 * written, with their trailers. Belongs to the context that started it.
 */
public final class RuntimeApiServer {

    private final Vertx vertx;
    private final Context context;
    private final Set<NetSocket> sockets = new HashSet<>();
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final Promise<Void> initialized = Promise.promise();
    private @Nullable NetServer server;
    private @Nullable RuntimeConnection poll;
    private @Nullable Call current;
    private final AtomicInteger taken = new AtomicInteger();

    private RuntimeApiServer(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    /** Starts on a free port. */
    public static Future<RuntimeApiServer> start(Vertx vertx) {
        Promise<RuntimeApiServer> started = Promise.promise();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(_ -> {
            RuntimeApiServer api = new RuntimeApiServer(vertx);
            NetServer made = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1"));
            api.server = made;
            made.connectHandler(api::connected).listen(0).map(api).onComplete(started);
        });
        return started.future();
    }

    /** What the function gets in {@code AWS_LAMBDA_RUNTIME_API}. */
    public String address() {
        NetServer running = server;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return "127.0.0.1:" + running.actualPort();
    }

    /** How many invocations the function took; from any thread. */
    public int invocations() {
        return taken.get();
    }

    /** Completes when the function asks for its first invocation; fails when it reports a start that failed. */
    public Future<Void> initialized() {
        return initialized.future();
    }

    /**
     * Puts an invocation into the queue; from any thread.
     *
     * @param timeout after which it ends as timed out; counts from now
     */
    public void invoke(Buffer event, Duration timeout, Answer answer) {
        Call call = new Call(event, Instant.now().plus(timeout), answer);
        context.runOnContext(_ -> {
            waiting.add(call);
            long timer = vertx.setTimer(
                    Math.max(1, timeout.toMillis()),
                    _ -> fail(
                            call,
                            new FunctionError(
                                    "Sandbox.Timedout",
                                    "RequestId: " + call.id + " Error: Task timed out after "
                                            + String.format(java.util.Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0)
                                            + " seconds")));
            call.whenOver(() -> vertx.cancelTimer(timer));
            handOut();
        });
    }

    /** The function's process is gone: what it was answering has failed. From any thread. */
    public void exited(String how) {
        context.runOnContext(_ -> {
            Call lost = current;
            if (lost != null) {
                fail(lost, new FunctionError("Runtime.ExitError", "RequestId: " + lost.id + " Error: " + how));
            }
            initialized.tryFail(how);
        });
    }

    private void fail(Call call, FunctionError error) {
        waiting.remove(call);
        call.end(error);
        if (call == current) {
            current = null;
        }
    }

    private void connected(NetSocket socket) {
        sockets.add(socket);
        RuntimeConnection connection = new RuntimeConnection(socket, new RuntimeRequests(this));
        socket.handler(connection::read);
        socket.exceptionHandler(_ -> socket.close());
        socket.closeHandler(_ -> {
            sockets.remove(socket);
            if (poll == connection) {
                poll = null;
            }
            connection.closed();
        });
    }

    private void handOut() {
        RuntimeConnection asking = poll;
        if (asking == null || current != null || waiting.isEmpty()) {
            return;
        }
        poll = null;
        Call call = waiting.remove();
        current = call;
        taken.incrementAndGet();
        asking.reply(
                200,
                call.event,
                "Lambda-Runtime-Aws-Request-Id",
                call.id,
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(call.deadline.toEpochMilli()),
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:us-east-1:123456789012:function:rivulet",
                "Lambda-Runtime-Trace-Id",
                "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0");
    }

    /** What is being answered; null between two invocations. */
    @Nullable Call current() {
        return current;
    }

    /** The function is ready for its next invocation, and waits for it there. */
    void wantsNext(RuntimeConnection connection) {
        initialized.tryComplete();
        current = null;
        poll = connection;
        handOut();
    }

    /** The function reports that its start failed. */
    void failedToStart(String message) {
        initialized.tryFail(message);
    }

    /** Ends what waits, and closes all connections. */
    public Future<Void> close() {
        return Future.<Void>future(closed -> context.runOnContext(_ -> {
            FunctionError error = new FunctionError("Runtime.ExitError", "The service was stopped.");
            Call lost = current;
            if (lost != null) {
                fail(lost, error);
            }
            Set.copyOf(waiting).forEach(call -> fail(call, error));
            Set.copyOf(sockets).forEach(NetSocket::close);
            NetServer running = server;
            (running == null ? Future.<Void>succeededFuture() : running.close()).onComplete(closed);
        }));
    }
}
