package dev.rivulet.standin;

import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
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
public final class RuntimeApi {
    static final String BASE = "/2018-06-01/runtime/";
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

    private final Vertx vertx;
    private final Context context;
    private final Set<NetSocket> sockets = new HashSet<>();
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final Promise<Void> initialized = Promise.promise();
    private @Nullable NetServer server;
    private @Nullable RuntimeConnection poll;
    private @Nullable Call current;
    private final AtomicInteger taken = new AtomicInteger();

    private RuntimeApi(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    /** Starts on a free port. */
    public static Future<RuntimeApi> start(Vertx vertx) {
        Promise<RuntimeApi> started = Promise.promise();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(_ -> {
            RuntimeApi api = new RuntimeApi(vertx);
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
        RuntimeConnection connection = new RuntimeConnection(socket, new Requests());
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

    /** What the function asks for, request by request. */
    private final class Requests implements RuntimeConnection.Handler {
        @Override
        public RuntimeConnection.Body begin(RuntimeConnection connection, String method, String path) {
            String what = path.startsWith(BASE) ? path.substring(BASE.length()) : "";
            return switch (method + " " + what) {
                case "GET invocation/next" ->
                    whole((_, _) -> {
                        initialized.tryComplete();
                        current = null;
                        poll = connection;
                        handOut();
                    });
                case "GET restore/next" -> whole((_, _) -> connection.reply(200, Buffer.buffer()));
                case "POST init/error" ->
                    whole((body, _) -> {
                        initialized.tryFail(message(body));
                        accepted(connection);
                    });
                default -> {
                    Call call = current;
                    if (call == null || !what.startsWith("invocation/" + call.id + "/")) {
                        yield whole((_, _) -> connection.reply(
                                what.startsWith("invocation/") ? 400 : 404,
                                new JsonObject()
                                        .put("errorMessage", "Invalid request ID")
                                        .put("errorType", "InvalidRequestID")
                                        .toBuffer()));
                    }
                    yield what.endsWith("/response")
                            ? new ResponseBody(connection, call)
                            : whole((body, headers) -> {
                                call.end(new FunctionError(headers.get(ERROR_TYPE, "Unhandled"), message(body)));
                                accepted(connection);
                            });
                }
            };
        }
    }

    private interface Whole {
        void read(Buffer body, HttpHeaders headers);
    }

    private static RuntimeConnection.Body whole(Whole whole) {
        Buffer read = Buffer.buffer();
        return new RuntimeConnection.Body() {
            @Override
            public void bytes(Buffer bytes) {
                read.appendBuffer(bytes);
            }

            @Override
            public void end(HttpHeaders headers, HttpHeaders trailers) {
                whole.read(read, headers);
            }
        };
    }

    /** A response as it is written. */
    private static final class ResponseBody implements RuntimeConnection.Body {
        private final RuntimeConnection connection;
        private final Call call;

        ResponseBody(RuntimeConnection connection, Call call) {
            this.connection = connection;
            this.call = call;
            call.taken(connection);
        }

        @Override
        public void bytes(Buffer bytes) {
            if (call.isOver()) {
                connection.abort();
            } else {
                call.bytes(bytes);
            }
        }

        @Override
        public void end(HttpHeaders headers, HttpHeaders trailers) {
            String type = trailers.get(ERROR_TYPE);
            String body = trailers.get(ERROR_BODY);
            call.end(
                    type == null
                            ? null
                            : new FunctionError(
                                    type,
                                    body == null
                                            ? ""
                                            : message(Buffer.buffer(
                                                    Base64.getDecoder().decode(body)))));
            accepted(connection);
        }

        @Override
        public void cutOff() {
            call.end(new FunctionError("Runtime.TruncatedResponse", "The response ended before it was whole."));
        }
    }

    private static void accepted(RuntimeConnection connection) {
        connection.reply(202, Buffer.buffer("{\"status\":\"OK\"}\n"));
    }

    private static String message(Buffer json) {
        try {
            return String.valueOf(new JsonObject(json.toString(StandardCharsets.UTF_8)).getString("errorMessage"));
        } catch (DecodeException | ClassCastException e) {
            return json.toString(StandardCharsets.UTF_8);
        }
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
