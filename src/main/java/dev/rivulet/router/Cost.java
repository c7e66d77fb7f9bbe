package dev.rivulet.router;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Usage;

/** What an answer costs in tokens: as the backend tells, else as its length lets guess. Pure. */
final class Cost {
    /** A token of English has about four characters; other languages need more tokens, which only a backend can tell. */
    private static final int CHARACTERS_A_TOKEN = 4;

    private Cost() {}

    /** Before it is asked, with so many tokens for the answer. */
    static long reckoned(ChatRequest request, int answerTokens) {
        return characters(request) / CHARACTERS_A_TOKEN + answerTokens;
    }

    /** After it has ended, with so many characters written, thoughts included. */
    static long measured(ChatRequest request, long written, ChatEvent.Terminal end) {
        if (end instanceof ChatEvent.Completed(var _, Usage usage, var _) && !usage.equals(Usage.UNKNOWN)) {
            return (long) usage.inputTokens() + usage.outputTokens();
        }
        return (characters(request) + written) / CHARACTERS_A_TOKEN;
    }

    private static long characters(ChatRequest request) {
        return request.messages().stream()
                .map(ChatMessage::content)
                .mapToLong(String::length)
                .sum();
    }
}
