package dev.rivulet.bus;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import org.jspecify.annotations.Nullable;

/** What crosses the bus between the two ends of an answer. */
sealed interface Frame {

    /**
     * A question. The asker already listens at {@code answerAddress}.
     *
     * @param credit how many events may be sent before the first {@link Demand}
     */
    record Ask(ChatRequest request, String answerAddress, int credit) implements Frame {}

    /** The reply to {@link Ask}: taken, or refused. */
    record AskReply(@Nullable Failure refusal) implements Frame {}

    /** One event; {@code sequence} counts from 0 without gaps. */
    record Numbered(long sequence, ChatEvent event) implements Frame {}

    /** Events with a sequence below {@code upTo} may be sent. Cumulative, so that a repeated or late one does no harm; also a sign of life. */
    record Demand(long upTo) implements Frame {}

    /** Nobody wants the rest. Answered with nothing, once the writer's source was told. */
    record Cancel(Failure reason) implements Frame {}

    /** Where the writer listens for {@link Demand} and {@link Cancel}. */
    static String control(String answerAddress) {
        return answerAddress + ".control";
    }
}
