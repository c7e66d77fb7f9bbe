package dev.rivulet.discord.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.language.Language;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusLinesTest {
    private long now;
    private final StatusLines lines = new StatusLines(() -> now);

    @Test
    void saysForHowLongAModelHasBeenThinkingButNotAtEveryWord() {
        assertThat(lines.thinking(Language.ENGLISH)).isEqualTo("thinking, 0 s");
        now += Duration.ofMillis(4_900).toNanos();
        assertThat(lines.thinking(Language.ENGLISH)).isNull();
        now += Duration.ofMillis(200).toNanos();
        assertThat(lines.thinking(Language.ENGLISH)).isEqualTo("thinking, 5 s");
        assertThat(lines.thinking(Language.ENGLISH)).isNull();
    }

    @Test
    void showsWhatIsNewAtOnceAndSpacesWhatOnlyCounts() {
        assertThat(lines.worth("loading llama3.2, 2 s")).isEqualTo("loading llama3.2, 2 s");
        now += Duration.ofSeconds(2).toNanos();
        assertThat(lines.worth("loading llama3.2, 4 s")).isNull();
        assertThat(lines.worth("Ollama is busy")).isEqualTo("Ollama is busy");
        assertThat(lines.worth("loading llama3.2, 4 s")).isEqualTo("loading llama3.2, 4 s");
    }
}
