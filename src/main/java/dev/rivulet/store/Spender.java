package dev.rivulet.store;

import dev.rivulet.chat.ChatRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whose budgets a question is counted against, by their ids.
 *
 * @param channel null where there is none
 * @param server null where there is none
 */
public record Spender(
        String user, @Nullable String channel, @Nullable String server) {
    public static Spender of(ChatRequest request) {
        return new Spender(
                request.user().id(),
                request.origin().channel(),
                request.origin().server());
    }
}
