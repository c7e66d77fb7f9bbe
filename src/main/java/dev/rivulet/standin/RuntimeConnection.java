package dev.rivulet.standin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/** A connection of the function: HTTP/1.1 with trailers, which Vert.x's own server does not show. Requests come one after the other. */
final class RuntimeConnection implements Answer.Flow {
    /** Takes requests. */
    interface Handler {
        /** A request's head came; gives who takes its body. */
        Body begin(RuntimeConnection connection, String method, String path);
    }

    /** Takes the body of one request. */
    interface Body {
        void bytes(Buffer bytes);

        void end(HttpHeaders headers, HttpHeaders trailers);

        /** The connection was closed before the body's end. */
        default void cutOff() {}
    }

    private final NetSocket socket;
    private final Handler handler;
    private final EmbeddedChannel decoder = new EmbeddedChannel(new HttpRequestDecoder());
    private @Nullable HttpRequest request;
    private @Nullable Body body;

    RuntimeConnection(NetSocket socket, Handler handler) {
        this.socket = socket;
        this.handler = handler;
    }

    void read(Buffer bytes) {
        decoder.writeInbound(Unpooled.wrappedBuffer(bytes.getBytes()));
        for (Object part = decoder.readInbound(); part != null; part = decoder.readInbound()) {
            try {
                take(part);
            } finally {
                ReferenceCountUtil.release(part);
            }
        }
    }

    private void take(Object part) {
        if (part instanceof HttpRequest head) {
            request = head;
            body = handler.begin(this, head.method().name(), head.uri());
        }
        Body reading = body;
        HttpRequest current = request;
        if (part instanceof HttpContent content && reading != null && current != null) {
            ByteBuf bytes = content.content();
            if (bytes.isReadable()) {
                byte[] copy = new byte[bytes.readableBytes()];
                bytes.readBytes(copy);
                reading.bytes(Buffer.buffer(copy));
            }
            if (content instanceof LastHttpContent last) {
                body = null;
                reading.end(current.headers(), last.trailingHeaders());
            }
        }
    }

    void closed() {
        decoder.finishAndReleaseAll();
        Body reading = body;
        body = null;
        if (reading != null) {
            reading.cutOff();
        }
    }

    /** @param headers names and values in turn */
    void reply(int status, Buffer content, String... headers) {
        Buffer reply = Buffer.buffer("HTTP/1.1 " + status + " -\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            reply.appendString(headers[i] + ": " + headers[i + 1] + "\r\n");
        }
        reply.appendString("Content-Type: application/json\r\nContent-Length: " + content.length() + "\r\n\r\n");
        socket.write(reply.appendBuffer(content));
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        socket.resume();
    }

    @Override
    public void abort() {
        socket.close();
    }
}
