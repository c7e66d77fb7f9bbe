package dev.rivulet.bus;

import dev.rivulet.chat.ChatRequest;
import io.vertx.core.Future;

/** Takes questions that arrive at an address, or refuses them, after it had time to look. */
@FunctionalInterface
public interface Taker {
    /**
     * Completes when the question is taken; the answer is written now or later. Called on the context that serves the address; must
     * complete well within the 5 seconds that an asker waits. The asker may be gone before: look at {@link AnswerWriter#isOver}.
     *
     * @return fails with a {@link dev.rivulet.chat.FailureException} to refuse the question: the asker's {@code ask} fails with it, and
     *     nothing may have been written
     */
    Future<Void> take(ChatRequest request, AnswerWriter answer);
}
