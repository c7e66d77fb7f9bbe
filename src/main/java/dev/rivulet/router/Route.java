package dev.rivulet.router;

import dev.rivulet.chat.ChatRequest;
import dev.rivulet.config.RivuletConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a question goes.
 *
 * @param chain the backends to ask, each when the one before can't answer; not empty, no name twice
 * @param model the model to ask the first for; the others choose theirs, since no model is known to every backend
 * @param prompt the system prompt; null for none
 */
record Route(
        List<String> chain,
        @Nullable String model,
        @Nullable String prompt) {
    Route {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a route needs a backend");
        }
    }

    /** The same prompt, but only this backend, or the first of the chain where none is given; no other stands in. */
    Route softer(@Nullable String backend, @Nullable String softerModel) {
        return new Route(List.of(backend == null ? chain.getFirst() : backend), softerModel, prompt);
    }

    /** The question as the backend at {@code index} of the chain gets it. */
    ChatRequest request(ChatRequest asked, int index) {
        if (chain.get(index).equals(RivuletConfig.REMOTE)) {
            return elsewhere(asked);
        }
        ChatRequest routed = asked.to(chain.get(index), index == 0 ? model : null);
        return prompt == null ? routed : routed.withSystemPrompt(prompt);
    }

    /** As it was asked: the router elsewhere has rules and prompts of its own. */
    private static ChatRequest elsewhere(ChatRequest asked) {
        return RivuletConfig.REMOTE.equals(asked.backend()) ? asked.to(null, asked.model()) : asked;
    }

    @Override
    public String toString() {
        return "Route" + chain;
    }
}
