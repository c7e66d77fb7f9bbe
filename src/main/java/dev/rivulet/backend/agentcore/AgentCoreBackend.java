package dev.rivulet.backend.agentcore;

import dev.rivulet.backend.Backend;
import dev.rivulet.backend.Finding;
import dev.rivulet.backend.Finding.Level;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.config.AgentCoreConfig;
import dev.rivulet.config.RivuletConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Asks one agent on AWS. Made on the context that answers.
 *
 * <p>An answer holds a connection while it is written; two threads of the SDK's read all of them, and hand what comes on to the context.
 */
public final class AgentCoreBackend implements Backend {
    /** More than answers are ever in flight, with those that are just being closed. */
    private static final int LEAST_CONCURRENCY = 256;

    /** For looking for credentials and for what the SDK does before it has sent a request: a moment each. */
    private static final int WORKERS = 2;

    private static final int CLOSE_SECONDS = 5;

    private final Vertx vertx;
    private final String name;
    private final RivuletConfig config;
    private final Patience patience;
    private final WorkerExecutor workers;
    private final AwsClients clients;
    private final Agent agent;
    private final AgentProbe probe;
    private @Nullable Future<Sessions> sessions;

    /** What stands around a backend; tests have another one. */
    record Surroundings(
            InstantSource clock,
            Patience patience,
            @Nullable AwsCredentialsProvider credentials) {
        static final Surroundings USUAL = new Surroundings(InstantSource.system(), Patience.DEFAULT, null);
    }

    /** @param name one of {@link RivuletConfig#agents()} */
    public AgentCoreBackend(Vertx vertx, String name, RivuletConfig config, MeterRegistry registry) {
        this(vertx, name, config, registry, Surroundings.USUAL);
    }

    AgentCoreBackend(Vertx vertx, String name, RivuletConfig config, MeterRegistry registry, Surroundings around) {
        AgentCoreConfig own = Objects.requireNonNull(config.agents().get(name), name);
        this.vertx = vertx;
        this.name = name;
        this.config = config;
        this.patience = around.patience();
        this.workers = vertx.createSharedWorkerExecutor("agentcore", WORKERS);
        this.clients = new AwsClients(
                own, Math.max(LEAST_CONCURRENCY, 2 * config.router().maxInFlight()), around.credentials());
        this.agent = new Agent(name, own, clients, new Ignored(registry, name), around.clock());
        this.probe = new AgentProbe(vertx, workers, own, clients);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void answer(ChatRequest request, AnswerWriter answer) {
        sessions()
                .onSuccess(known -> new AgentAnswer(
                                vertx, workers, agent, patience, request, known.of(request.conversation()), answer)
                        .start())
                .onFailure(cause -> {
                    sessions = null;
                    answer.fail(SessionKey.failure(cause));
                });
    }

    private Future<Sessions> sessions() {
        Future<Sessions> known = sessions;
        if (known == null) {
            known = vertx.executeBlocking(() -> new Sessions(SessionKey.load(config), name), false);
            sessions = known;
        }
        return known;
    }

    @Override
    public Future<List<Finding>> probe() {
        return Future.all(probe.look(), key())
                .map(both -> Stream.concat(
                                both.<List<Finding>>resultAt(0).stream(), both.<List<Finding>>resultAt(1).stream())
                        .toList());
    }

    /** What is wrong with the key of the sessions. */
    private Future<List<Finding>> key() {
        return sessions().map(List.<Finding>of()).otherwise(cause -> {
            sessions = null;
            String[] troubleAndFix = SessionKey.failure(cause).message().split(": ", 2);
            return List.of(new Finding(
                    Level.PROBLEM, "Sessions of agents", troubleAndFix[0] + ".", capital(troubleAndFix[1])));
        });
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    @Override
    public Future<Void> close() {
        return vertx.<Void>executeBlocking(
                        () -> {
                            clients.close();
                            return null;
                        },
                        false)
                .timeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                .eventually(workers::close);
    }
}
