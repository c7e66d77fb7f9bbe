package dev.rivulet.standin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service behind the Runtime API: keeps processes of one function, each with a Runtime API of its own as each execution environment of
 * Lambda has, and gives each at most one invocation at a time. A process is started when no other is free, and stays for later
 * invocations; one that ends takes its invocation with it, and the next invocation starts another. Invocations beyond the greatest
 * number of processes wait.
 */
public final class LambdaService {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaService.class);

    /** Starts a process of the function; called on a worker thread. */
    @FunctionalInterface
    public interface Launcher {
        /** @param runtimeApi for its {@code AWS_LAMBDA_RUNTIME_API} */
        Process start(String runtimeApi) throws IOException;
    }

    private final Vertx vertx;
    private final Context context;
    private final Launcher launcher;
    private final int most;
    private final Duration timeout;
    private final List<Environment> environments = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final AtomicInteger invocations = new AtomicInteger();
    private boolean closed;

    private record Waiting(Buffer event, Answer answer) {}

    /**
     * @param most processes at a time
     * @param timeout of each invocation
     */
    public LambdaService(Vertx vertx, Launcher launcher, int most, Duration timeout) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.launcher = launcher;
        this.most = most;
        this.timeout = timeout;
    }

    /** Invokes the function; from any thread. */
    public void invoke(Buffer event, Answer answer) {
        context.runOnContext(_ -> {
            waiting.add(new Waiting(event, answer));
            assign();
        });
    }

    /** Starts a process before there is an invocation; completes when it is ready for one. From any thread. */
    public Future<Void> warmUp() {
        return Future.future(warm -> context.runOnContext(_ -> add().ready.onComplete(warm)));
    }

    /** How many invocations processes took. */
    public int invocations() {
        return invocations.get();
    }

    /** The processes that run; from any thread. */
    public List<Process> processes() {
        synchronized (environments) {
            return environments.stream()
                    .map(each -> each.process)
                    .filter(process -> process != null)
                    .toList();
        }
    }

    private void assign() {
        while (!waiting.isEmpty() && !closed) {
            Environment free = environments.stream()
                    .filter(each -> !each.busy)
                    .findFirst()
                    .orElseGet(() -> environments.size() < most ? add() : null);
            if (free == null) {
                return;
            }
            free.take(waiting.remove());
        }
    }

    private Environment add() {
        Environment environment = new Environment();
        synchronized (environments) {
            environments.add(environment);
        }
        return environment;
    }

    /** One process and its Runtime API. */
    private final class Environment {
        private final Future<RuntimeApiServer> api = RuntimeApiServer.start(vertx);
        private final Future<Void> ready;
        private volatile @Nullable Process process;
        private boolean busy;

        Environment() {
            ready = api.compose(runtime -> vertx.executeBlocking(() -> launcher.start(runtime.address()))
                            .onSuccess(started -> {
                                process = started;
                                started.onExit()
                                        .thenAccept(exited -> context.runOnContext(_ -> {
                                            runtime.exited(
                                                    "Runtime exited with error: exit status " + exited.exitValue());
                                            gone();
                                        }));
                            })
                            .compose(_ -> runtime.initialized()))
                    .onFailure(cause -> {
                        LOG.atWarn().setCause(cause).log("The function did not start");
                        gone();
                    });
        }

        void take(Waiting invocation) {
            busy = true;
            Answer answer = invocation.answer();
            ready.onComplete(
                    _ -> {
                        invocations.incrementAndGet();
                        api.result().invoke(invocation.event(), timeout, new Freeing(answer));
                    },
                    cause -> answer.ended(new FunctionError("Runtime.ExitError", String.valueOf(cause.getMessage()))));
        }

        /** Tells when the function is free again. */
        private final class Freeing implements Answer {
            private final Answer answer;

            Freeing(Answer answer) {
                this.answer = answer;
            }

            @Override
            public void taken(Flow flow) {
                answer.taken(flow);
            }

            @Override
            public void bytes(Buffer bytes) {
                answer.bytes(bytes);
            }

            @Override
            public void ended(@Nullable FunctionError error) {
                answer.ended(error);
                context.runOnContext(_ -> {
                    Process running = process;
                    if (error != null && error.type().equals("Sandbox.Timedout") && running != null) {
                        // As Lambda does: the environment is not used again.
                        running.destroyForcibly();
                        gone();
                    }
                    busy = false;
                    assign();
                });
            }
        }

        private void gone() {
            synchronized (environments) {
                environments.remove(this);
            }
            api.onSuccess(RuntimeApiServer::close);
            assign();
        }

        Future<Void> stop() {
            Process running = process;
            Future<Void> ended = running == null
                    ? Future.succeededFuture()
                    : vertx.<Void>executeBlocking(() -> {
                        running.destroy();
                        if (!running.waitFor(5, TimeUnit.SECONDS)) {
                            running.destroyForcibly();
                        }
                        return null;
                    });
            return ended.eventually(() -> api.compose(RuntimeApiServer::close));
        }
    }

    /** Ends the processes. From any thread. */
    public Future<Void> close() {
        return Future.future(done -> context.runOnContext(_ -> {
            closed = true;
            Future.join(List.copyOf(environments).stream()
                            .map(Environment::stop)
                            .toList())
                    .<Void>mapEmpty()
                    .onComplete(done);
        }));
    }
}
