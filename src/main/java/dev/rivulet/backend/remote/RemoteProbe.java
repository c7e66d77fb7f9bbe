package dev.rivulet.backend.remote;

import dev.rivulet.backend.Finding;
import dev.rivulet.backend.Finding.Level;
import dev.rivulet.chat.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the far router how it is, which opens a connection and, behind API Gateway, wakes a function. */
final class RemoteProbe {
    private static final int PATIENCE_MILLIS = 4_500;

    private final FarServer server;
    private final RemoteFailures failures;

    RemoteProbe(FarServer server, RemoteFailures failures) {
        this.server = server;
        this.failures = failures;
    }

    Future<List<Finding>> look() {
        return server.open(HttpMethod.GET, server.health(), Buffer.buffer(), "application/json")
                .compose(request -> request.send())
                .compose(response -> response.body().map(body -> finding(response.statusCode(), body)))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(cause -> problem(failures.unreachable(cause)))
                .map(List::of);
    }

    /** The far router's backends by name; fails where it doesn't tell. */
    Future<List<String>> backends() {
        return server.open(HttpMethod.GET, server.health(), Buffer.buffer(), "application/json")
                .compose(request -> request.send())
                .compose(response -> response.body())
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(body -> body.toJsonObject().getJsonArray("backends", new JsonArray()).stream()
                        .map(backend -> ((JsonObject) backend).getString("name"))
                        .toList());
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
