package dev.rivulet.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThinkingTest {
    private long now;
    private final Thinking thinking = new Thinking(() -> now);

    @Test
    void saysForHowLongButNotAtEveryWord() {
        assertThat(thinking.line()).isEqualTo("thinking, 0 s");
        now += Duration.ofMillis(2_900).toNanos();
        assertThat(thinking.line()).isNull();
        now += Duration.ofMillis(200).toNanos();
        assertThat(thinking.line()).isEqualTo("thinking, 3 s");
        assertThat(thinking.line()).isNull();
    }
}
