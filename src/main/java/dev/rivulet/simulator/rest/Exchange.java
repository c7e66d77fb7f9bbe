package dev.rivulet.simulator.rest;

import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import dev.rivulet.simulator.world.WorldEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way: read, matched, authorised, counted, perhaps spoilt, carried out, answered, reported. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Vertx vertx;
    private final World world;
    private final InstantSource clock;
    private final RateLimits limits;
    private final RestFaults faults;
    private final HttpServerRequest request;
    private final Instant receivedAt;
    private final String path;
    private String template;
    private @Nullable User caller;
    private RateLimits.@Nullable Verdict verdict;
    private @Nullable Object requestJson;

    Exchange(
            Vertx vertx,
            World world,
            InstantSource clock,
            RateLimits limits,
            RestFaults faults,
            HttpServerRequest request) {
        this.vertx = vertx;
        this.world = world;
        this.clock = clock;
        this.limits = limits;
        this.faults = faults;
        this.request = request;
        this.receivedAt = clock.instant();
        this.path = request.path().substring(RestApi.PREFIX.length());
        this.template = path;
    }

    void run(List<Route> routes) {
        Body.of(request)
                .onSuccess(body -> {
                    requestJson = body.json();
                    guarded(() -> match(routes, body));
                })
                .onFailure(broken -> request.connection().close());
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Refusal refusal) {
            answer(new Reply(refusal.status(), refusal.json()));
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).log("A route of the simulator failed");
            answer(new Reply(
                    500, Refusal.of(500, 0, "500: Internal Server Error").json()));
        }
    }

    private void match(List<Route> routes, Body body) {
        var steps = List.of(path.substring(1).split("/", -1)).stream()
                .map(step -> URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        boolean known = false;
        for (var route : routes) {
            var parameters = route.match(steps);
            if (parameters.isPresent() && route.method().equals(request.method())) {
                template = route.template();
                enter(route, parameters.get(), body);
                return;
            }
            known |= parameters.isPresent();
        }
        throw known ? Refusal.methodNotAllowed() : Refusal.noSuchRoute();
    }

    private void enter(Route route, Map<String, String> parameters, Body body) {
        if (route.kind().needsToken()) {
            caller = bearer().orElseThrow(Refusal::unauthorized);
        }
        var call = new Call(parameters, request.params(), body, caller);
        long userId = caller == null ? 0 : caller.id();
        var major = Route.major(parameters);
        var fault = faults.take(route.kind()).orElse(null);
        if (fault instanceof RestFault.RateLimited limited) {
            verdict = limits.reject(userId, route.kind(), major, limited.scope(), limited.retryAfter());
        } else if (fault instanceof RestFault.TooManyOldEdits old) {
            verdict = limits.reject(userId, route.kind(), major, RateLimits.Scope.USER, old.retryAfter());
            answer(RateLimitHeaders.tooManyOldEdits(verdict));
            return;
        } else {
            verdict = limits.take(userId, route.kind(), major);
        }
        if (!verdict.passed()) {
            answer(RateLimitHeaders.rejection(verdict));
            return;
        }
        if (fault == null) {
            answer(route.handler().handle(call));
        } else {
            spoil(fault, route, call);
        }
    }

    private void spoil(RestFault fault, Route route, Call call) {
        switch (fault) {
            case RestFault.RateLimited limited -> throw new IllegalStateException("answered already");
            case RestFault.TooManyOldEdits old -> throw new IllegalStateException("answered already");
            case RestFault.Refused refused -> throw refused.refusal();
            case RestFault.ServerError error -> answer(serverError(error.status()));
            case RestFault.LateServerError error ->
                vertx.setTimer(error.delay().toMillis(), timer -> answer(serverError(error.status())));
            case RestFault.Late late -> {
                var reply = route.handler().handle(call);
                vertx.setTimer(late.delay().toMillis(), timer -> answer(reply));
            }
            case RestFault.Slow slow ->
                vertx.setTimer(
                        slow.delay().toMillis(),
                        timer -> guarded(() -> answer(route.handler().handle(call))));
            case RestFault.DroppedBefore dropped -> drop();
            case RestFault.DroppedAfter dropped -> {
                route.handler().handle(call);
                drop();
            }
        }
    }

    private static Reply serverError(int status) {
        return new Reply(
                status, Refusal.of(status, 0, status + ": fault on request").json());
    }

    /** Bots say {@code Bot <token>}, people their token alone. */
    private Optional<User> bearer() {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.empty();
        }
        boolean saysBot = header.startsWith("Bot ");
        var token = saysBot ? header.substring("Bot ".length()) : header;
        return world.ownerOfToken(token.strip()).filter(user -> user.bot() == saysBot);
    }

    private void answer(Reply reply) {
        var response = request.response();
        if (verdict != null) {
            RateLimitHeaders.write(verdict, response.headers());
        }
        response.setStatusCode(reply.status());
        if (reply.json() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        report(reply.status(), reply.json());
        if (!response.closed()) {
            response.end(reply.body());
        }
    }

    private void drop() {
        report(0, null);
        request.connection().close();
    }

    private void report(int status, @Nullable Object responseJson) {
        var counted = verdict;
        world.events()
                .publish(new WorldEvent.RestExchange(
                        request.method().name(),
                        template,
                        path,
                        caller == null ? null : caller.id(),
                        status,
                        requestJson,
                        responseJson,
                        counted == null
                                ? null
                                : new WorldEvent.LimitState(
                                        counted.bucket(),
                                        counted.limit(),
                                        counted.remaining(),
                                        counted.resetAt(),
                                        !counted.passed()),
                        receivedAt,
                        Duration.between(receivedAt, clock.instant())));
    }
}
