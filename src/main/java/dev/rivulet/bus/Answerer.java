package dev.rivulet.bus;

import dev.rivulet.chat.ChatRequest;

/** Answers questions that arrive at an address. */
@FunctionalInterface
public interface Answerer {
    /**
     * Takes one question; the answer is written now or later. Called on the context that serves the address.
     *
     * @throws dev.rivulet.chat.FailureException to refuse the question at once: the asker's {@code ask} fails with it, and nothing may
     *     have been written
     */
    void answer(ChatRequest request, AnswerWriter answer);
}
