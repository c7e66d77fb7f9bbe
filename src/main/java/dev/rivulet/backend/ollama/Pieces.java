package dev.rivulet.backend.ollama;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Terminal;
import dev.rivulet.chat.ChatEvent.TextDelta;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * Hands an answer's events on in pieces of at most {@value #MOST} UTF-16 units, never cut inside a surrogate pair, and only as many as
 * the asker has room for: a line may hold megabytes of text. What waits here is what one read of the source gave; read no more until
 * {@link #isEmpty()}.
 */
final class Pieces {
    /** Two of Discord's messages. */
    static final int MOST = 4000;

    private final AnswerWriter answer;
    private final Deque<ChatEvent> waiting = new ArrayDeque<>();
    private boolean ended;

    Pieces(AnswerWriter answer) {
        this.answer = answer;
    }

    void write(ChatEvent event) {
        if (isOver()) {
            return;
        }
        ended = event instanceof Terminal;
        waiting.add(event);
        drain();
    }

    /** Hands on what there is room for. */
    void drain() {
        while (!waiting.isEmpty() && !answer.isOver() && !answer.writeQueueFull()) {
            ChatEvent event = waiting.remove();
            switch (event) {
                case TextDelta(String text) -> first(text, TextDelta::new);
                case ReasoningDelta(String text) -> first(text, ReasoningDelta::new);
                case ChatEvent.Started _, ChatEvent.ToolUse _, ChatEvent.Status _, ChatEvent.Sources _, Terminal _ ->
                    answer.write(event);
            }
        }
        if (answer.isOver()) {
            waiting.clear();
        }
    }

    private void first(String text, Function<String, ChatEvent> event) {
        int end = text.length();
        if (end > MOST) {
            end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
            waiting.addFirst(event.apply(text.substring(end)));
        }
        answer.write(event.apply(text.substring(0, end)));
    }

    /** Whether everything was handed on, and the asker has room for more. */
    boolean isEmpty() {
        return waiting.isEmpty() && !answer.writeQueueFull();
    }

    /** Whether nothing more counts: the last event was written, though it may wait here, or the asker is gone. */
    boolean isOver() {
        return ended || answer.isOver();
    }
}
