package dev.rivulet.chat;

import java.time.Duration;
import java.util.List;

/**
 * What happens while an answer is written. A stream of these is an answer: at most one {@link Started}, any number of the others,
 * and exactly one {@link Terminal}, which is the last.
 */
public sealed interface ChatEvent {

    /** Ends a stream. */
    sealed interface Terminal extends ChatEvent {}

    /**
     * A backend took the question. Sent again when another backend takes over; the last one counts.
     *
     * @param model as the backend names it
     */
    record Started(String requestId, String backend, String model) implements ChatEvent {}

    /** More of the answer; never empty. */
    record TextDelta(String text) implements ChatEvent {
        @Override
        public String toString() {
            return "TextDelta[" + text.length() + " characters]";
        }
    }

    /** More of what the model thinks; shown as a sign of life, never as the answer. */
    record ReasoningDelta(String text) implements ChatEvent {
        @Override
        public String toString() {
            return "ReasoningDelta[" + text.length() + " characters]";
        }
    }

    /** The agent uses a tool. */
    record ToolUse(String name) implements ChatEvent {}

    /**
     * What the answer rests on; several add up. Those before a {@link Started} were another backend's and don't count.
     *
     * @param sources at least one
     */
    record Sources(List<Source> sources) implements ChatEvent {
        public Sources {
            sources = List.copyOf(sources);
            if (sources.isEmpty()) {
                throw new IllegalArgumentException("sources must hold at least one source");
            }
        }
    }

    /** One short line on what is going on; replaces the one before. Not part of the answer, and no proof that the model lives. */
    record Status(String text) implements ChatEvent {}

    /** The answer is whole. */
    record Completed(Finish finish, Usage usage, Duration elapsed) implements Terminal {}

    /** The answer is not whole, whatever was sent before. */
    record Failed(Failure failure) implements Terminal {}

    /** Why a model stopped writing. */
    enum Finish {
        /** It was done. */
        STOP,
        /** It ran into its limit of tokens: the answer may want to go on. */
        LENGTH
    }
}
