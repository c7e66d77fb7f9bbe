package dev.rivulet.backend.ollama;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.TextDelta;
import java.util.function.Consumer;

/**
 * Tells thinking from answer in the content of models that write {@code <think>…</think>} into it, however it is split.
 *
 * <p>Models think before they answer. So a tag counts only where nothing but white space and other thinking came before it; later it
 * is text, such as an answer about these very tags. White space between thinking and answer belongs to neither. What is never closed
 * is thinking to the end.
 *
 * <p>Holds back only what may still become a tag: white space at the start, and less than a tag's length.
 */
final class ThinkTags {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum State {
        /** Nothing but white space and thinking so far. */
        START,
        THINKING,
        ANSWER
    }

    private final Consumer<ChatEvent> events;
    private final StringBuilder held = new StringBuilder();
    private State state = State.START;
    private boolean thought;

    /** @param events takes {@link TextDelta}s and {@link ReasoningDelta}s, none of them empty */
    ThinkTags(Consumer<ChatEvent> events) {
        this.events = events;
    }

    /** Takes more content. */
    void feed(String content) {
        held.append(content);
        State before;
        do {
            before = state;
            switch (state) {
                case START -> start();
                case THINKING -> think();
                case ANSWER -> text(held.length());
            }
        } while (state != before);
    }

    /** No more content comes: hands on what was held back. */
    void end() {
        switch (state) {
            case START, ANSWER -> {
                if (thought) {
                    held.delete(0, blanks());
                }
                text(held.length());
            }
            case THINKING -> reasoning(held.length());
        }
    }

    private void start() {
        int blanks = blanks();
        String rest = held.substring(blanks);
        if (rest.startsWith(OPEN)) {
            held.delete(0, blanks + OPEN.length());
            thought = true;
            state = State.THINKING;
        } else if (!OPEN.startsWith(rest)) {
            if (thought) {
                held.delete(0, blanks);
            }
            state = State.ANSWER;
        }
    }

    private void think() {
        int close = held.indexOf(CLOSE);
        if (close >= 0) {
            reasoning(close);
            held.delete(0, CLOSE.length());
            state = State.START;
        } else {
            reasoning(held.length() - startOfClose());
        }
    }

    /** How many characters at the end may be the start of a closing tag. */
    private int startOfClose() {
        for (int length = Math.min(CLOSE.length() - 1, held.length()); length > 0; length--) {
            if (CLOSE.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    private int blanks() {
        int blanks = 0;
        while (blanks < held.length() && Character.isWhitespace(held.charAt(blanks))) {
            blanks++;
        }
        return blanks;
    }

    private void text(int length) {
        if (length > 0) {
            events.accept(new TextDelta(taken(length)));
        }
    }

    private void reasoning(int length) {
        if (length > 0) {
            events.accept(new ReasoningDelta(taken(length)));
        }
    }

    private String taken(int length) {
        String taken = held.substring(0, length);
        held.delete(0, length);
        return taken;
    }
}
