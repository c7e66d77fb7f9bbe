package dev.rivulet.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.streams.WriteStream;

/** An answer that goes out over HTTP. What is sent after the client went away goes nowhere. */
final class HttpSink implements ResponseSink {
    private final HttpServerRequest request;
    private final HttpServerResponse response;

    HttpSink(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
    }

    @Override
    public void send(int status, MultiMap headers, Buffer body) {
        if (!response.closed() && !response.ended()) {
            head(status, headers);
            response.end(body);
        }
    }

    @Override
    public WriteStream<Buffer> stream(int status, MultiMap headers) {
        if (!response.closed()) {
            head(status, headers);
            response.setChunked(true).writeHead();
        }
        return response;
    }

    private void head(int status, MultiMap headers) {
        response.setStatusCode(status).headers().addAll(headers);
    }

    @Override
    public void abort() {
        if (request.connection() instanceof ConnectionBase connection) {
            // Closing the connection itself would first wait for all that was written to be read.
            connection.channelHandlerContext().close();
        } else {
            request.connection().close();
        }
    }

    @Override
    public void closeHandler(Handler<Void> handler) {
        response.closeHandler(handler);
    }
}
