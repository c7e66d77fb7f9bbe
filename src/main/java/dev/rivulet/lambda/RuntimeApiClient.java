package dev.rivulet.lambda;

import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>, which runs beside the function in the
 * same environment. Used on one context.
 */
final class RuntimeApiClient {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeApiClient.class);
    static final String BASE = "/2018-06-01/runtime";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http;
    private final NetClient sockets;
    private final Vertx vertx;
    private final String host;
    private final int port;

    /** @param address host and port */
    RuntimeApiClient(Vertx vertx, String address) {
        this.vertx = vertx;
        int colon = address.lastIndexOf(':');
        this.host = colon < 0 ? address : address.substring(0, colon);
        this.port = colon < 0 ? 80 : Integer.parseInt(address.substring(colon + 1));
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost(host).setDefaultPort(port));
        this.sockets = vertx.createNetClient();
    }

    /** Waits for the next call of the function, for as long as it takes: meanwhile Lambda may freeze the environment. */
    Future<Invocation> next() {
        return http.request(HttpMethod.GET, BASE + "/invocation/next")
                .compose(request -> request.send())
                .compose(response -> response.body().compose(body -> invocation(response, body)));
    }

    private static Future<Invocation> invocation(HttpClientResponse response, Buffer body) {
        String id = response.getHeader("Lambda-Runtime-Aws-Request-Id");
        String deadline = response.getHeader("Lambda-Runtime-Deadline-Ms");
        return response.statusCode() == 200 && id != null && deadline != null
                ? Future.succeededFuture(new Invocation(id, Instant.ofEpochMilli(Long.parseLong(deadline)), body))
                : Future.failedFuture("The Runtime API gave no invocation but status " + response.statusCode() + ".");
    }

    /** Opens a response whose bytes leave as they are written; before the last ones, {@code beforeTheEnd} is run. */
    Future<StreamedResponse> stream(Invocation invocation, Runnable beforeTheEnd) {
        return sockets.connect(port, host)
                .map(socket -> new StreamedResponse(
                        vertx,
                        socket,
                        path(invocation, "response"),
                        host + ":" + port,
                        beforeTheEnd,
                        why -> refused(invocation, why)));
    }

    /** Sends a whole response. */
    Future<Void> respond(Invocation invocation, Buffer json) {
        return post(path(invocation, "response"), json, null)
                .onFailure(cause -> refused(invocation, String.valueOf(cause.getMessage())));
    }

    /** Such as one that is too large: its caller hears of it from Lambda, and we from here alone. */
    private static void refused(Invocation invocation, String why) {
        LOG.atWarn()
                .addKeyValue("awsRequestId", invocation.id())
                .addKeyValue(LogKeys.DETAIL, why)
                .log("Lambda did not take the response");
    }

    /** The start failed: there is nothing that could be invoked. */
    Future<Void> initError(RuntimeError error) {
        return post(BASE + "/init/error", error.json().toBuffer(), error);
    }

    /** The start is over, and a snapshot of it may be taken: completes when one was restored, which may be days later. */
    Future<Void> restored() {
        return http.request(HttpMethod.GET, BASE + "/restore/next")
                .compose(request -> request.send())
                .compose(response -> response.body()
                        .compose(_ -> response.statusCode() == 200 ? Future.succeededFuture() : unlike(response)));
    }

    private static Future<Void> unlike(HttpClientResponse response) {
        return Future.failedFuture("The Runtime API answered with status " + response.statusCode() + ".");
    }

    private Future<Void> post(String path, Buffer body, @Nullable RuntimeError error) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(path)
                .putHeader("Content-Type", "application/json");
        if (error != null) {
            options.putHeader(RuntimeError.TYPE_HEADER, error.type());
        }
        return http.request(options)
                .compose(request -> request.send(body))
                .compose(response -> response.body()
                        .compose(_ ->
                                response.statusCode() / 100 == 2 ? Future.<Void>succeededFuture() : unlike(response)))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String path(Invocation invocation, String what) {
        return BASE + "/invocation/" + invocation.id() + "/" + what;
    }
}
