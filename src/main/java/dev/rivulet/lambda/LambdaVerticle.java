package dev.rivulet.lambda;

import dev.rivulet.config.LambdaConfig.Response;
import dev.rivulet.config.LambdaEnvironment;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.http.ApiRequest;
import dev.rivulet.http.BackendHealth;
import dev.rivulet.http.Caller;
import dev.rivulet.http.ChatEndpoint;
import dev.rivulet.http.Problem;
import dev.rivulet.http.TokenCheck;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes invocations from the Runtime API, one at a time, and answers each through the chat endpoint.
 *
 * <p>An invocation never ends the loop, whatever it is: a broken event is answered with 400. An answer that isn't whole two seconds
 * before Lambda's deadline ends as timed out, with what there is. What API Gateway tells of the caller is believed, since nobody else may
 * invoke the function; where it authenticated nobody, callers need {@code http.apiToken}.
 */
public final class LambdaVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaVerticle.class);
    /** An invocation that hasn't ended by then is left alone, so that the next can be taken. */
    private static final Duration AFTER_THE_ANSWER = Duration.ofMillis(1500);

    private final LambdaEnvironment environment;
    private final Response response;
    private final TokenCheck tokens;
    private final boolean tokenSet;
    private final Supplier<Future<List<BackendHealth>>> backends;
    private final PrometheusMeterRegistry registry;
    private final MetricLines metrics;
    private final Duration heartbeat;
    private final Promise<Void> fatal = Promise.promise();
    private boolean stopped;
    private @Nullable RuntimeApiClient runtime;
    private @Nullable ChatEndpoint endpoint;

    /**
     * @param backends looks at the backends' set-up, when somebody asks for the health
     * @param out where lines for CloudWatch's metrics go
     */
    public LambdaVerticle(
            LambdaEnvironment environment,
            RivuletConfig config,
            Supplier<Future<List<BackendHealth>>> backends,
            PrometheusMeterRegistry registry,
            PrintStream out) {
        this(environment, config, backends, registry, out, ChatEndpoint.HEARTBEAT);
    }

    /** For tests that can't wait for a heartbeat. */
    LambdaVerticle(
            LambdaEnvironment environment,
            RivuletConfig config,
            Supplier<Future<List<BackendHealth>>> backends,
            PrometheusMeterRegistry registry,
            PrintStream out,
            Duration heartbeat) {
        this.environment = environment;
        this.response = config.lambda().response();
        this.tokens = new TokenCheck(config.http().apiToken());
        this.tokenSet = config.http().apiToken() != null;
        this.backends = backends;
        this.registry = registry;
        this.metrics = new MetricLines(registry, out);
        this.heartbeat = heartbeat;
    }

    @Override
    public Future<?> start() {
        runtime = new RuntimeApiClient(vertx, environment.runtimeApi());
        return ChatEndpoint.create(vertx, backends, registry, heartbeat).onSuccess(made -> endpoint = made);
    }

    /** Everything is up: invocations may come. To be called once, when deployed, from any thread. */
    public void begin() {
        RuntimeApiClient api = runtime;
        ChatEndpoint answering = endpoint;
        if (api == null || answering == null) {
            throw new IllegalStateException("not deployed");
        }
        context.runOnContext(_ -> {
            Future<Void> ready = environment.snapStart() ? api.restored() : Future.succeededFuture();
            ready.onComplete(_ -> next(api, answering), fatal::tryFail);
        });
    }

    private void next(RuntimeApiClient api, ChatEndpoint answering) {
        if (stopped || answering.isDraining()) {
            return;
        }
        api.next()
                // The connection may have died while the environment was frozen: a new one tells.
                .recover(_ -> api.next())
                .compose(invocation -> answer(api, answering, invocation))
                .onComplete(_ -> next(api, answering), cause -> {
                    if (!stopped) {
                        fatal.tryFail(new IllegalStateException(
                                "Lambda's Runtime API at " + environment.runtimeApi() + " is gone: "
                                        + cause.getMessage(),
                                cause));
                    }
                });
    }

    /** Completes when the next invocation may be taken; fails when the Runtime API is gone. */
    private Future<Void> answer(RuntimeApiClient api, ChatEndpoint answering, Invocation invocation) {
        return sink(api, invocation).compose(sink -> {
            LOG.atDebug().addKeyValue("awsRequestId", invocation.id()).log("Invoked");
            long timer = vertx.setTimer(
                    Math.max(1, invocation.forTheAnswer().plus(AFTER_THE_ANSWER).toMillis()), _ -> sink.abort());
            try {
                ProxyEvent event = ProxyEvent.read(invocation.event());
                answering.handle(request(event), sink, invocation.forTheAnswer());
            } catch (IllegalArgumentException broken) {
                refuse("The event " + broken.getMessage() + ".", sink);
            } catch (RuntimeException unforeseen) {
                // Out of here it would end the loop, and the function with it.
                LOG.atError()
                        .addKeyValue("awsRequestId", invocation.id())
                        .setCause(unforeseen)
                        .log("An event could not be read");
                refuse("The event could not be read.", sink);
            }
            return sink.over().onComplete(_ -> vertx.cancelTimer(timer));
        });
    }

    private static void refuse(String why, Sink sink) {
        Problem.of(400, why).sendTo(sink, UUID.randomUUID().toString());
    }

    private Future<Sink> sink(RuntimeApiClient api, Invocation invocation) {
        return switch (response) {
            case STREAM -> api.stream(invocation, metrics::flush).map(StreamedSink::new);
            case BUFFERED ->
                Future.succeededFuture(new BufferedSink(json -> api.respond(invocation, json), metrics::flush));
        };
    }

    private ApiRequest request(ProxyEvent event) {
        return new ApiRequest(
                event.method(),
                event.path(),
                event.headers(),
                caller(event),
                () -> Future.succeededFuture(event.body()));
    }

    private Caller caller(ProxyEvent event) {
        String principal = event.principal();
        if (principal != null) {
            return Caller.named(principal);
        }
        return tokenSet ? tokens.caller(event.headers()) : Caller.STRANGER;
    }

    /** The start failed: tells Lambda, which shows it in the function's log and answers callers with an error. Never fails. */
    public static Future<Void> reportFailedStart(Vertx vertx, LambdaEnvironment environment, Throwable cause) {
        return new RuntimeApiClient(vertx, environment.runtimeApi())
                .initError(RuntimeError.of(cause))
                .otherwiseEmpty();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.succeededFuture();
    }

    /** Fails when invocations can't be taken any more. */
    public Future<Void> fatal() {
        return fatal.future();
    }

    /**
     * Takes no more invocations; the one that is being answered may go on for that long, and a second more. Completes when it has ended.
     * From any thread, once deployed, and again to shorten the grace.
     */
    public Future<Void> drain(Duration grace) {
        ChatEndpoint answering = endpoint;
        if (answering == null) {
            return Future.failedFuture(new IllegalStateException("not deployed"));
        }
        return Future.future(
                promise -> context.runOnContext(_ -> answering.drain(grace).onComplete(promise)));
    }
}
