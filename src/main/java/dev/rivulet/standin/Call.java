package dev.rivulet.standin;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invocation on its way through the Runtime API. Its answer ends once. */
final class Call {
    final String id = UUID.randomUUID().toString();
    final Buffer event;
    final Instant deadline;
    private final Answer answer;
    private Runnable whenOver = () -> {};
    private boolean over;

    Call(Buffer event, Instant deadline, Answer answer) {
        this.event = event;
        this.deadline = deadline;
        this.answer = answer;
    }

    boolean isOver() {
        return over;
    }

    void whenOver(Runnable action) {
        whenOver = action;
    }

    void taken(Answer.Flow flow) {
        answer.taken(flow);
    }

    void bytes(Buffer bytes) {
        if (!over && bytes.length() > 0) {
            answer.bytes(bytes);
        }
    }

    void end(@Nullable FunctionError error) {
        if (!over) {
            over = true;
            whenOver.run();
            answer.ended(error);
        }
    }
}
