package dev.rivulet.discord.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How long is the Rhine? | How long is the Rhine?",
                "**Look** at <#123> https://evil.example/a discord.gg/abc `now` | Look at now",
                "<:wave:123> | …",
                "'' | …",
            })
    void isMadeOfAQuestionsWords(String question, String title) {
        assertThat(Title.ofWords(question)).isEqualTo(title);
    }

    @Test
    void endsBetweenWordsAndNeverInsideACharacter() {
        assertThat(Title.ofWords("word ".repeat(40)))
                .isEqualTo("word word word word word word word word word word word word…");
        String title = Title.ofWords("🙂".repeat(100));
        assertThat(title).hasSizeLessThanOrEqualTo(60).startsWith("🙂").endsWith("🙂…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"The Length of the Rhine.\" | The Length of the Rhine",
                "Title: **Rivers** | Rivers",
                "「川の長さ」 | 川の長さ",
                "^^ | ^^",
                "... | ^^",
            })
    void losesWhatABackendPutsAroundIt(String answer, String title) {
        assertThat(Title.ofBackend(answer)).isEqualTo(title);
    }

    @Test
    void isTheFirstLineAlone() {
        assertThat(Title.ofBackend("\n# Rivers\n\nSure, here is more.")).isEqualTo("Rivers");
    }
}
