package dev.rivulet.http;

import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Failure;
import dev.rivulet.wire.SseEncoder;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;

/**
 * Writes an answer as server-sent events, each at once. While the client reads slower than the model writes, the answer is paused, and
 * through it the backend: nothing is buffered here beyond the response's own queue and one window of events.
 *
 * <p>The response ends properly only after a terminal event was written, and is over when that has left. A client that reads nothing for 8
 * heartbeats is given up.
 */
final class EventStreamAnswer {
    private static final Buffer HEARTBEAT = SseEncoder.comment("heartbeat");
    private static final int PATIENCE = 8;

    private final Vertx vertx;
    private final AnswerStream answer;
    private final ResponseSink sink;
    private final Duration heartbeat;
    private final Promise<Void> over = Promise.promise();
    private long beating;
    private boolean ended;
    private int missedBeats;

    EventStreamAnswer(Vertx vertx, AnswerStream answer, ResponseSink sink, Duration heartbeat) {
        this.vertx = vertx;
        this.answer = answer;
        this.sink = sink;
        this.heartbeat = heartbeat;
    }

    /** Completes when the answer is over, however it ended. */
    Future<Void> send(String requestId) {
        MultiMap headers = ChatEndpoint.headers(requestId)
                .set(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                // Asks nginx and its like not to collect the stream before passing it on.
                .set("X-Accel-Buffering", "no");
        WriteStream<Buffer> out = sink.stream(200, headers);
        beating = vertx.setPeriodic(heartbeat.toMillis(), _ -> beat(out));
        out.drainHandler(_ -> {
            missedBeats = 0;
            answer.resume();
        });
        answer.handler(event -> write(event, out));
        return over.future();
    }

    private void write(ChatEvent event, WriteStream<Buffer> out) {
        Buffer bytes = SseEncoder.event(event);
        if (event instanceof ChatEvent.Failed(Failure failure)) {
            sink.failing(failure);
        }
        if (event instanceof ChatEvent.Terminal) {
            ended = true;
            // Where a function's process stands still once its response is whole, nothing is counted after it.
            answer.sourceTold().compose(_ -> out.end(bytes)).onComplete(_ -> {
                vertx.cancelTimer(beating);
                over.tryComplete();
            });
            return;
        }
        out.write(bytes);
        if (out.writeQueueFull()) {
            answer.pause();
        }
    }

    private void beat(WriteStream<Buffer> out) {
        if (!ended && !out.writeQueueFull()) {
            out.write(HEARTBEAT);
        } else if (++missedBeats >= PATIENCE) {
            sink.abort();
        }
    }
}
