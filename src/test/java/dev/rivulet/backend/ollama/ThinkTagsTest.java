package dev.rivulet.backend.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.TextDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkTagsTest {
    /** What a content means: {@code ~} stands for a line break. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            emptyValue = "",
            nullValues = "-",
            value = {
                "plain answer|-|plain answer",
                "<think>hmm</think>answer|hmm|answer",
                "<think>~hmm~</think>~~answer~~|~hmm~|answer~~",
                "~ <think>hmm</think> answer|hmm|answer",
                "<think>~~</think>~~answer|~~|answer",
                "<think></think>answer|-|answer",
                "<think>a</think>~<think>b</think>answer|ab|answer",
                "  indented|-|  indented",
                "The tag <think>x</think> is text here|-|The tag <think>x</think> is text here",
                "<think>a</think>the <think> tag|a|the <think> tag",
                "<think>a < b </thin k> </ think>|a < b </thin k> </ think>|-",
                "<think>a </</think>b|a </|b",
                "<think>never closed|never closed|-",
                "<think>cut </thi|cut </thi|-",
                "<thi|-|<thi",
                "<thinking about it|-|<thinking about it",
                "<|-|<",
                "</think>b|-|</think>b",
                "~ |-|~ ",
                "<think>a</think>~ |a|-",
                "<b>bold</b>|-|<b>bold</b>",
                "<THINK>a</THINK>|-|<THINK>a</THINK>",
                "-|-|-",
            })
    void tellsThinkingFromAnswerUnderAnySplit(String content, String thinking, String answer) {
        for (long seed = 0; seed < 200; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<ChatEvent> events = new ArrayList<>();
            ThinkTags tags = new ThinkTags(events::add);
            String whole = lines(content);
            for (int start = 0; start < whole.length(); ) {
                int end = Math.min(whole.length(), start + random.nextInt(seed < 2 ? 1 : 0, seed < 2 ? 2 : 9));
                tags.feed(whole.substring(start, end));
                start = end;
            }
            tags.end();

            assertThat(thinking(events)).as("thinking, seed %d", seed).isEqualTo(lines(thinking));
            assertThat(text(events)).as("answer, seed %d", seed).isEqualTo(lines(answer));
            assertThat(events)
                    .as("no empty deltas, seed %d", seed)
                    .doesNotContain(new TextDelta(""), new ReasoningDelta(""));
        }
    }

    @Test
    void holdsNothingBackOnceTheAnswerHasBegun() {
        List<ChatEvent> events = new ArrayList<>();
        ThinkTags tags = new ThinkTags(events::add);

        tags.feed("a");
        tags.feed("<");
        tags.feed("th");

        assertThat(events).containsExactly(new TextDelta("a"), new TextDelta("<"), new TextDelta("th"));
    }

    @Test
    void passesThinkingOnAsItComes() {
        List<ChatEvent> events = new ArrayList<>();
        ThinkTags tags = new ThinkTags(events::add);

        tags.feed("<think>one");
        tags.feed(" two");

        assertThat(events).containsExactly(new ReasoningDelta("one"), new ReasoningDelta(" two"));
    }

    private static String lines(String text) {
        return text == null ? "" : text.replace('~', '\n');
    }

    private static String text(List<ChatEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof TextDelta delta ? delta.text() : ""));
        return text.toString();
    }

    private static String thinking(List<ChatEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof ReasoningDelta delta ? delta.text() : ""));
        return text.toString();
    }
}
