package dev.rivulet.backend;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatRequest;
import io.vertx.core.Future;
import java.util.List;

/**
 * Something that answers: a model server, an agent service, a handbook.
 *
 * <p>All methods are called on the context of the verticle that carries the backend and must not block it.
 */
public interface Backend {
    /** The name under which rules, requests and people know it; unique in the process, and the same for its whole life. */
    String name();

    /**
     * Answers one question. The first event should be {@code Started}; the last must be {@code Completed} or {@code Failed}.
     *
     * <p>The backend honours {@link AnswerWriter#writeQueueFull()}: it stops reading its own source until drained, and buffers no
     * more than what one read gave. When the writer's cancel handler is called, the source is closed at once. Every failure,
     * including a throw of this method, ends as one {@code Failed} event.
     */
    void answer(ChatRequest request, AnswerWriter answer);

    /**
     * Looks at the set-up: whether it can answer, and if not, what to do. Never fails: trouble is a finding. Completes within 5
     * seconds.
     */
    Future<List<Finding>> probe();

    /** The models that questions may name, as far as it can tell; within 5 seconds. */
    default Future<List<String>> models() {
        return Future.succeededFuture(List.of());
    }

    /** The names of backends behind it that questions may ask for, as far as it can tell; within 5 seconds. */
    default Future<List<String>> behind() {
        return Future.succeededFuture(List.of());
    }

    /** Closes what the backend holds; answers in flight have ended before. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
