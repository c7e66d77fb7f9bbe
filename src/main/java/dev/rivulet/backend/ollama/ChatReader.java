package dev.rivulet.backend.ollama;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.Failure;
import dev.rivulet.wire.NdjsonDecoder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Reads one answer's body into events, to its end or until the answer is over.
 *
 * <p>While the asker has no room the response is paused, so that nothing is buffered but what one read gave and one unfinished line.
 */
final class ChatReader {
    /** How long a body may go on after the line that ended the answer before its connection is given up. */
    private static final long LINGER_MILLIS = 1000;

    private final Vertx vertx;
    private final HttpClientResponse response;
    private final AnswerWriter answer;
    private final OllamaFailures failures;
    private final Supplier<Duration> elapsed;
    private final NdjsonDecoder lines = new NdjsonDecoder();
    private final Pieces pieces;
    private final ThinkTags content;
    private int linesRead;
    private boolean ended;
    private long lingerTimer = -1;

    /** @param elapsed since the question */
    ChatReader(
            Vertx vertx,
            HttpClientResponse response,
            AnswerWriter answer,
            OllamaFailures failures,
            Supplier<Duration> elapsed) {
        this.vertx = vertx;
        this.response = response;
        this.answer = answer;
        this.failures = failures;
        this.elapsed = elapsed;
        this.pieces = new Pieces(answer);
        this.content = new ThinkTags(pieces::write);
    }

    /** Called in the turn of the event loop in which the response's head came: what isn't read then is lost. */
    void start() {
        response.handler(this::read).endHandler(_ -> end()).exceptionHandler(this::brokeOff);
        answer.drainHandler(_ -> {
            pieces.drain();
            if (pieces.isEmpty()) {
                response.resume();
            }
        });
    }

    private void read(Buffer bytes) {
        decode(() -> lines.feed(bytes, this::line));
        if (!pieces.isOver() && !pieces.isEmpty()) {
            response.pause();
        }
    }

    private void end() {
        ended = true;
        vertx.cancelTimer(lingerTimer);
        decode(() -> lines.end(this::line));
        fail(failures.truncated("ended without done" + at()));
    }

    private void brokeOff(Throwable cause) {
        ended = true;
        vertx.cancelTimer(lingerTimer);
        fail(failures.truncated(OllamaFailures.kind(cause) + at()));
    }

    private void decode(Runnable decoding) {
        if (pieces.isOver()) {
            return;
        }
        try {
            decoding.run();
        } catch (IllegalArgumentException e) {
            fail(failures.malformed(String.valueOf(e.getMessage())));
        }
    }

    private void line(JsonObject json) {
        if (pieces.isOver()) {
            return;
        }
        switch (ChatLine.of(json)) {
            case ChatLine.Part(String thinking, String text) -> pass(thinking, text);
            case ChatLine.Last last -> {
                pass(last.thinking(), last.content());
                content.end();
                pieces.write(new Completed(last.finish(), last.usage(), elapsed.get()));
                letEnd();
            }
            case ChatLine.Broken(String words) -> fail(failures.broken(words));
        }
        linesRead++;
    }

    private void pass(String thinking, String text) {
        if (!thinking.isEmpty()) {
            pieces.write(new ReasoningDelta(thinking));
        }
        content.feed(text);
    }

    /** What was held back belongs to what was shown: it goes before the failure. */
    private void fail(Failure failure) {
        if (!pieces.isOver()) {
            content.end();
            pieces.write(new Failed(failure));
            response.request().reset();
        }
    }

    /** Nothing more counts, but a body read to its end leaves a connection that the next question can use. */
    private void letEnd() {
        if (!ended) {
            lingerTimer = vertx.setTimer(LINGER_MILLIS, _ -> response.request().reset());
        }
    }

    private String at() {
        return " after " + linesRead + " lines";
    }
}
