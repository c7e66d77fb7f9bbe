package dev.rivulet.backend.remote;

import dev.rivulet.backend.Finding;
import dev.rivulet.backend.Finding.Level;
import dev.rivulet.backend.SmallBody;
import dev.rivulet.chat.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks the far router how it is, which opens a connection and, behind API Gateway, wakes a function. */
final class RemoteProbe {
    private final FarServer server;
    private final RemoteFailures failures;
    private final Duration patience;

    /** @param patience how long a look may take in all */
    RemoteProbe(FarServer server, RemoteFailures failures, Duration patience) {
        this.server = server;
        this.failures = failures;
        this.patience = patience;
    }

    Future<List<Finding>> look() {
        return ask().map(health -> finding(health.status(), health.body()))
                .otherwise(cause -> problem(failures.unreachable(cause)))
                .map(List::of);
    }

    /** The far router's backends by name; fails where it doesn't tell. */
    Future<List<String>> backends() {
        return ask().map(health -> health.body().toJsonObject().getJsonArray("backends", new JsonArray()).stream()
                .map(backend -> ((JsonObject) backend).getString("name"))
                .toList());
    }

    private record Health(int status, Buffer body) {}

    private Future<Health> ask() {
        AtomicReference<@Nullable HttpClientRequest> open = new AtomicReference<>();
        return server.open(HttpMethod.GET, server.health(), Buffer.buffer(), "application/json")
                .compose(request -> {
                    open.set(request);
                    // Failures come through the futures; without this they are logged as well.
                    request.exceptionHandler(_ -> {});
                    return request.send();
                })
                .compose(response -> SmallBody.read(response, SmallBody.LOOKUP, patience)
                        .map(body -> new Health(response.statusCode(), body)))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> {
                    HttpClientRequest hung = open.get();
                    if (hung != null) {
                        hung.reset();
                    }
                });
    }

    private Finding finding(int status, Buffer body) {
        String far = status(body);
        if (far.isEmpty()) {
            return problem(failures.refused(status, body, null));
        }
        return far.equals("ready")
                ? new Finding(Level.OK, subject(), "the router at " + server.shown() + " is ready.", null)
                : new Finding(
                        Level.PROBLEM,
                        subject(),
                        "the router at " + server.shown() + " is there, but " + far + ".",
                        "Look at its own log, or call ./rivulet doctor where it runs.");
    }

    private static String status(Buffer body) {
        try {
            return body.toJsonObject().getValue("status") instanceof String status ? status : "";
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return "";
        }
    }

    private Finding problem(Failure failure) {
        return new Finding(Level.PROBLEM, subject(), failure.message(), null);
    }

    private String subject() {
        return "Router at " + server.shown();
    }
}
