package dev.rivulet.discord.answer;

import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import io.vertx.core.Handler;
import org.jspecify.annotations.Nullable;

/** The stream that an answer comes from: none before it is followed, and none after it was cancelled. All on one context. */
final class Inflow {
    private @Nullable AnswerStream stream;
    private boolean paused;

    /** Events may come at once. */
    void follow(AnswerStream answer, Handler<ChatEvent> events) {
        stream = answer;
        answer.handler(events);
    }

    void pause() {
        AnswerStream source = stream;
        if (!paused && source != null) {
            paused = true;
            source.pause();
        }
    }

    void resume() {
        AnswerStream source = stream;
        if (paused && source != null) {
            paused = false;
            source.resume();
        }
    }

    void cancel() {
        AnswerStream source = stream;
        stream = null;
        paused = false;
        if (source != null) {
            source.cancel();
        }
    }
}
