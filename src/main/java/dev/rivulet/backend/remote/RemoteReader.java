package dev.rivulet.backend.remote;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Failure;
import dev.rivulet.wire.ChatJson;
import dev.rivulet.wire.SseDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Reads the events of one response and passes them on, as they are: the far backend's name and model too. Stops reading while the asker
 * has no room. Heartbeats count as life; while we are the ones who pause, silence doesn't count.
 */
final class RemoteReader {
    /** What became of the response when no terminal event came. */
    interface Listener {
        /** The first text came: from now on nothing may be asked again. Called once. */
        void firstText();

        /** It broke off. The last call. */
        void broke(Failure failure);
    }

    private final Vertx vertx;
    private final HttpClientResponse response;
    private final AnswerWriter answer;
    private final String requestId;
    private final RemoteFailures failures;
    private final Duration silence;
    private final Listener listener;
    private final SseDecoder decoder = new SseDecoder();
    private final long watch;
    private long heardNanos = System.nanoTime();
    private boolean paused;
    private boolean text;
    private boolean over;

    RemoteReader(
            Vertx vertx,
            HttpClientResponse response,
            AnswerWriter answer,
            String requestId,
            RemoteFailures failures,
            Duration silence,
            Listener listener) {
        this.vertx = vertx;
        this.response = response;
        this.answer = answer;
        this.requestId = requestId;
        this.failures = failures;
        this.silence = silence;
        this.listener = listener;
        this.watch = vertx.setPeriodic(Math.max(10, silence.toMillis() / 4), _ -> watch());
    }

    void start() {
        answer.drainHandler(_ -> {
            if (paused) {
                paused = false;
                heardNanos = System.nanoTime();
                response.resume();
            }
        });
        response.exceptionHandler(cause -> breaks(failures.truncated(RemoteFailures.kind(cause))));
        response.endHandler(_ -> breaks(failures.truncated("ended without a terminal event")));
        response.handler(this::read);
    }

    private void read(Buffer bytes) {
        heardNanos = System.nanoTime();
        if (over) {
            return;
        }
        try {
            decoder.feed(bytes, frame -> {
                if (frame instanceof SseDecoder.Event event && !over) {
                    pass(ChatJson.event(event.name(), new JsonObject(event.data())));
                }
            });
        } catch (IllegalArgumentException | ClassCastException | DecodeException e) {
            breaks(failures.malformed(RemoteFailures.kind(e)));
            return;
        }
        if (!over && answer.writeQueueFull()) {
            paused = true;
            response.pause();
        }
    }

    private void pass(ChatEvent event) {
        switch (event) {
            case ChatEvent.Started started ->
                answer.write(new ChatEvent.Started(requestId, started.backend(), started.model()));
            case ChatEvent.TextDelta _ -> {
                if (!text) {
                    text = true;
                    listener.firstText();
                }
                answer.write(event);
            }
            case ChatEvent.Terminal end -> {
                stop();
                answer.write(end);
            }
            case ChatEvent.ReasoningDelta _, ChatEvent.ToolUse _, ChatEvent.Sources _, ChatEvent.Status _ ->
                answer.write(event);
        }
    }

    private void watch() {
        if (!paused && System.nanoTime() - heardNanos > silence.toNanos()) {
            breaks(failures.silent(silence));
        }
    }

    private void breaks(Failure failure) {
        if (!over) {
            stop();
            response.request().reset();
            listener.broke(failure);
        }
    }

    /** Nothing more is passed on. */
    void stop() {
        over = true;
        vertx.cancelTimer(watch);
    }
}
