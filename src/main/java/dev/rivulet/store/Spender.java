package dev.rivulet.store;

import dev.rivulet.chat.ChatRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whose budgets a question is counted against, by their ids.
 *
 * @param user null for nobody, such as for a title: then all together pay
 * @param channel null where there is none
 * @param server null where there is none
 */
public record Spender(
        @Nullable String user,
        @Nullable String channel,
        @Nullable String server) {
    private static final Spender NOBODY = new Spender(null, null, null);

    public static Spender of(ChatRequest request) {
        return switch (request.purpose()) {
            case ANSWER ->
                new Spender(
                        request.user().id(),
                        request.origin().channel(),
                        request.origin().server());
            case TITLE -> NOBODY;
        };
    }
}
