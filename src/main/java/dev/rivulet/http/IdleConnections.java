package dev.rivulet.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections on which no request comes. From a request's head to its response's end, however long that takes, a connection isn't
 * idle. (The server's own idle time-out doesn't know when an answer is being waited for.) Used on one context.
 */
final class IdleConnections {
    private final Vertx vertx;
    private final Duration patience;
    private final Map<HttpConnection, Long> timers = new HashMap<>();

    IdleConnections(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    void opened(HttpConnection connection) {
        connection.closeHandler(_ -> stop(connection));
        start(connection);
    }

    /** A request's head has arrived. */
    void busy(HttpServerRequest request) {
        stop(request.connection());
        request.response().endHandler(_ -> start(request.connection()));
    }

    private void start(HttpConnection connection) {
        stop(connection);
        timers.put(connection, vertx.setTimer(patience.toMillis(), _ -> {
            timers.remove(connection);
            connection.close();
        }));
    }

    private void stop(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
