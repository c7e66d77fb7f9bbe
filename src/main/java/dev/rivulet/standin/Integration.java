package dev.rivulet.standin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passes one response of the function on to the client: each write at once where the API streams, else the whole. While the client reads
 * slower than the function writes, the function is made to wait.
 */
final class Integration implements Answer {
    private static final int SEPARATOR = 8;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ApiOptions options;
    private final GatewayFaults.@Nullable Fault fault;
    private final long totalTimer;
    private Buffer collected = Buffer.buffer();
    private @Nullable Flow flow;
    private boolean headSent;
    private boolean clientGone;
    private long passedOn;
    private long idleTimer = -1;

    Integration(Vertx vertx, HttpServerRequest request, ApiOptions options, GatewayFaults.@Nullable Fault fault) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.options = options;
        this.fault = fault;
        this.totalTimer = vertx.setTimer(options.total().toMillis(), _ -> tookTooLong());
        response.closeHandler(_ -> left());
        response.exceptionHandler(_ -> {});
        if (fault instanceof GatewayFaults.Fault.Refuse refuse) {
            if (refuse.retryAfter() != null) {
                response.putHeader("Retry-After", refuse.retryAfter());
            }
            ApiGateway.refuse(request, refuse.status(), refuse.message(), "InternalServerErrorException");
        }
    }

    @Override
    public void taken(Flow to) {
        flow = to;
        if (clientGone && options.tellsOfLeaving()) {
            to.abort();
        }
        response.drainHandler(_ -> to.resume());
    }

    @Override
    public void bytes(Buffer bytes) {
        if (isOver()) {
            // Swallowed: the function may go on writing.
            return;
        }
        watchIdle();
        if (headSent) {
            passOn(bytes);
            return;
        }
        collected.appendBuffer(bytes);
        if (options.mode() == ApiOptions.Mode.STREAM) {
            int end = separator();
            if (end >= 0) {
                begin(collected.slice(0, end), collected.slice(end + SEPARATOR, collected.length()));
            }
        }
    }

    private boolean isOver() {
        return clientGone || response.ended() || response.closed();
    }

    private int separator() {
        int nuls = 0;
        for (int i = 0; i < collected.length(); i++) {
            nuls = collected.getByte(i) == 0 ? nuls + 1 : 0;
            if (nuls == SEPARATOR) {
                return i + 1 - SEPARATOR;
            }
        }
        return -1;
    }

    private void begin(Buffer prelude, Buffer rest) {
        if (!head(prelude)) {
            badGateway();
            return;
        }
        headSent = true;
        response.setChunked(true).writeHead();
        if (rest.length() > 0) {
            passOn(rest);
        }
    }

    /** Sets status and headers, if they are some. */
    private boolean head(Buffer json) {
        try {
            JsonObject head = json.toJsonObject();
            response.setStatusCode(head.getInteger("statusCode"));
            JsonObject headers = head.getJsonObject("headers", new JsonObject());
            for (Map.Entry<String, Object> header : headers) {
                response.putHeader(header.getKey(), String.valueOf(header.getValue()));
            }
            return true;
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return false;
        }
    }

    private void passOn(Buffer bytes) {
        response.write(bytes);
        passedOn += bytes.length();
        if (fault instanceof GatewayFaults.Fault.CutAfter(int most) && passedOn >= most) {
            request.connection().close();
            return;
        }
        Flow back = flow;
        if (response.writeQueueFull() && back != null) {
            back.pause();
        }
    }

    @Override
    public void ended(@Nullable FunctionError error) {
        vertx.cancelTimer(totalTimer);
        vertx.cancelTimer(idleTimer);
        if (isOver()) {
            return;
        }
        if (headSent) {
            if (error == null) {
                response.end();
            } else {
                request.connection().close();
            }
        } else if (error != null || options.mode() == ApiOptions.Mode.STREAM) {
            badGateway();
        } else {
            whole();
        }
    }

    private void whole() {
        if (!head(collected)) {
            badGateway();
            return;
        }
        JsonObject json = collected.toJsonObject();
        String body = json.getString("body", "");
        response.end(
                json.getBoolean("isBase64Encoded", false)
                        ? Buffer.buffer(Base64.getDecoder().decode(body))
                        : Buffer.buffer(body));
    }

    private void badGateway() {
        ApiGateway.refuse(request, 502, "Internal server error", "InternalServerErrorException");
    }

    private void watchIdle() {
        vertx.cancelTimer(idleTimer);
        idleTimer = vertx.setTimer(options.idle().toMillis(), _ -> tookTooLong());
    }

    private void tookTooLong() {
        if (headSent) {
            request.connection().close();
        } else {
            ApiGateway.refuse(request, 504, "Endpoint request timed out", "InternalServerErrorException");
        }
    }

    private void left() {
        if (clientGone) {
            return;
        }
        clientGone = true;
        vertx.cancelTimer(idleTimer);
        Flow back = flow;
        if (back != null) {
            if (options.tellsOfLeaving()) {
                back.abort();
            } else {
                back.resume();
            }
        }
    }
}
