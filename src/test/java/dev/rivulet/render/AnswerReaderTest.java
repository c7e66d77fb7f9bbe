package dev.rivulet.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    @Test
    void putsTheMessagesOfEachAnswerTogether() {
        List<String> messages =
                List.of("one", "two\n-# continues below", "three\n-# code continues below", "four", "five");
        assertThat(AnswerReader.group(messages, Function.identity()))
                .containsExactly(List.of("one"), messages.subList(1, 4), List.of("five"));
    }

    @Test
    void saysWhenTheRestOfAnAnswerIsMissing() {
        AnswerReader.Answer answer = AnswerReader.read(List.of("a\n-# continues below"));
        assertThat(answer.text()).isEqualTo("a");
        assertThat(answer.complete()).isFalse();
    }

    @Test
    void readsAPageWhosePredecessorIsMissing() {
        assertThat(AnswerReader.read(List.of("```java\nint a;\n```\nEnd\n-# m · b"))
                        .text())
                .isEqualTo("```java\nint a;\n```\nEnd");
    }

    @Test
    void leavesMessagesThatAreNotOfThisFormAlone() {
        assertThat(AnswerReader.read(List.of("plain text")).text()).isEqualTo("plain text");
        assertThat(AnswerReader.read(List.of("")).text()).isEmpty();
        assertThat(AnswerReader.continues("-# continues below ×9")).isFalse();
        assertThat(AnswerReader.continues("-# continues below ⏎×999999999")).isFalse();
    }

    @Test
    void aStatusIsNoFooter() {
        assertThat(AnswerReader.read(List.of("-# … loading llama3.2 · 12 s")).footer())
                .isEmpty();
    }
}
