package dev.rivulet.lambda;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Failure.Cancelled;
import dev.rivulet.chat.Failure.MalformedStream;
import dev.rivulet.chat.Failure.OverBudget;
import dev.rivulet.chat.Failure.Overloaded;
import dev.rivulet.chat.Failure.Rejected;
import dev.rivulet.chat.Failure.TimedOut;
import dev.rivulet.chat.Failure.Truncated;
import dev.rivulet.chat.Failure.Unavailable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.WriteStream;

/** Sends status and headers as the prelude, and the body as it is written. */
final class StreamedSink implements Sink {
    private final StreamedResponse response;

    StreamedSink(StreamedResponse response) {
        this.response = response;
    }

    @Override
    public void send(int status, MultiMap headers, Buffer body) {
        stream(status, headers).end(body);
    }

    @Override
    public WriteStream<Buffer> stream(int status, MultiMap headers) {
        JsonObject names = new JsonObject();
        headers.names().forEach(name -> names.put(name, String.join(", ", headers.getAll(name))));
        response.begin(
                new JsonObject().put("statusCode", status).put("headers", names).put("cookies", new JsonArray()));
        return response;
    }

    /** The trailers make Lambda count an error of the function: they are for what broke, not for what was refused or stopped. */
    @Override
    public void failing(Failure failure) {
        switch (failure) {
            case Unavailable _, MalformedStream _, Truncated _, TimedOut _ ->
                response.failing(RuntimeError.of(failure));
            case Rejected _, Overloaded _, OverBudget _, Cancelled _ -> {
                // The body says so, and the metrics count it.
            }
        }
    }

    @Override
    public void abort() {
        response.abort();
    }

    @Override
    public void closeHandler(Handler<Void> handler) {
        response.goneHandler(handler);
    }

    @Override
    public Future<Void> over() {
        return response.over();
    }
}
