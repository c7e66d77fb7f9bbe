package dev.rivulet.http;

import dev.rivulet.chat.Failure;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** Where one answer goes, whatever carries it. Used on one context; either {@link #send} or {@link #stream} is called, once. */
public interface ResponseSink {
    /** Sends a whole response. */
    void send(int status, MultiMap headers, Buffer body);

    /**
     * Sends the head at once, and then the body as it is written, each write at once. Back-pressure is that of the returned stream.
     * Ending it says that the body is whole.
     */
    WriteStream<Buffer> stream(int status, MultiMap headers);

    /**
     * Tells, before the stream's last bytes, that what it carries ends with this failure; the bytes say so too. For transports that have a
     * word for it of their own.
     */
    default void failing(Failure failure) {}

    /** Breaks a stream off so that the client can see that it isn't whole. */
    void abort();

    /** Called at most once, on this context, when the client went away before the response was whole. Set before anything is sent. */
    void closeHandler(Handler<Void> handler);
}
