package dev.rivulet.chat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question: the whole conversation so far, the newest turn last.
 *
 * @param requestId names this question in logs, traces and answers; unique
 * @param messages at least one; the last is the user's newest turn
 * @param backend the backend asked for by name; null leaves the choice to the router
 * @param model the model asked for; null leaves the choice to the backend
 * @param purpose what the answer is for
 */
public record ChatRequest(
        String requestId,
        ConversationId conversation,
        User user,
        Origin origin,
        List<ChatMessage> messages,
        @Nullable String backend,
        @Nullable String model,
        Purpose purpose) {

    /** What an answer is for. */
    public enum Purpose {
        /** Somebody asked, and reads it. */
        ANSWER,

        /**
         * A short title for somebody's question, asked beside it and routed as it is. Nobody asked for it, so that it counts in the budget
         * for all together alone.
         */
        TITLE
    }

    /** Of somebody who wants an answer. */
    public ChatRequest(
            String requestId,
            ConversationId conversation,
            User user,
            Origin origin,
            List<ChatMessage> messages,
            @Nullable String backend,
            @Nullable String model) {
        this(requestId, conversation, user, origin, messages, backend, model, Purpose.ANSWER);
    }

    public ChatRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("messages must hold at least one message");
        }
    }

    /** The same question with a system prompt before everything else. */
    public ChatRequest withSystemPrompt(String prompt) {
        List<ChatMessage> prompted = new ArrayList<>(messages.size() + 1);
        prompted.add(ChatMessage.system(prompt));
        prompted.addAll(messages);
        return withMessages(prompted);
    }

    /** The same, with these messages instead. */
    public ChatRequest withMessages(List<ChatMessage> others) {
        return new ChatRequest(requestId, conversation, user, origin, others, backend, model, purpose);
    }

    /** The same, from there. */
    public ChatRequest from(Origin place) {
        return new ChatRequest(requestId, conversation, user, place, messages, backend, model, purpose);
    }

    /** The same, for that backend and model. */
    public ChatRequest to(@Nullable String otherBackend, @Nullable String otherModel) {
        return new ChatRequest(requestId, conversation, user, origin, messages, otherBackend, otherModel, purpose);
    }

    /** What its texts and pictures take in memory, about; at least what they take on a wire. */
    public long bytes() {
        long bytes = 0;
        for (ChatMessage message : messages) {
            bytes += 2L * message.content().length();
            for (Image image : message.images()) {
                bytes += image.base64().length();
            }
        }
        return bytes;
    }

    /** Without texts: what people say never reaches a log. */
    @Override
    public String toString() {
        return "ChatRequest[" + requestId + ", " + messages.size() + " messages]";
    }
}
