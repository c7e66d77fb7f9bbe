package dev.rivulet.backend.handbook;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes texts piece by piece, one piece a {@code pace}, and none while the asker has no room or after it is gone. Belongs to one
 * context.
 */
final class Telling {
    private final Vertx vertx;
    private final AnswerWriter answer;
    private final Duration pace;

    Telling(Vertx vertx, AnswerWriter answer, Duration pace) {
        this.vertx = vertx;
        this.answer = answer;
        this.pace = pace;
    }

    /** Completes when all of it was written; never when the answer was over before. */
    Future<Void> tell(String text) {
        return Future.future(told -> next(new ArrayDeque<>(Chunks.of(text)), told::complete));
    }

    private void next(Deque<String> chunks, Runnable told) {
        if (answer.isOver()) {
            return;
        }
        String chunk = chunks.poll();
        if (chunk == null) {
            told.run();
            return;
        }
        answer.write(new ChatEvent.TextDelta(chunk));
        if (answer.writeQueueFull()) {
            answer.drainHandler(_ -> {
                answer.drainHandler(null);
                pause(() -> next(chunks, told));
            });
        } else {
            pause(() -> next(chunks, told));
        }
    }

    private void pause(Runnable then) {
        if (pace.isZero()) {
            vertx.runOnContext(_ -> then.run());
        } else {
            vertx.setTimer(pace.toMillis(), _ -> then.run());
        }
    }
}
