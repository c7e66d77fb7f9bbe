package dev.rivulet.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every language says everything. */
class LanguageTest {
    private static Set<String> placeholders(String line) {
        return Phrases.PLACEHOLDER
                .matcher(line)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasAllLinesAndNoOthersWithTheSameArguments(Language language) {
        var lines = language.phrases().byKey();
        var english = Language.ENGLISH.phrases().byKey();
        assertThat(lines.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
        lines.forEach((key, line) -> {
            assertThat(line).as(key).isNotBlank().doesNotContain("\n");
            assertThat(placeholders(line)).as(key).isEqualTo(placeholders(english.get(key)));
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysEveryPhraseInWordsOfItsOwn(Language language) {
        List<String> keys = Stream.of(Phrase.values()).map(Phrase::key).toList();
        assertThat(language.phrases().byKey().keySet().stream()
                        .filter(key -> key.indexOf('.') < 0)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(keys);
        if (language != Language.ENGLISH) {
            Language.ENGLISH.phrases().byKey().forEach((key, english) -> {
                if (!key.equals(Phrase.SECONDS.key())) {
                    assertThat(language.phrases().byKey().get(key))
                            .as(key)
                            .satisfies(line -> assertThat(key.startsWith("time.") || !line.equals(english))
                                    .as(line)
                                    .isTrue());
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"de, de", "en-GB, en", "en-US, en", "es-ES, es", "es-419, es", "pt-BR, pt", "fr, fr", "ja, ja"})
    void knowsDiscordsNamesOfItsLanguages(String locale, String language) {
        assertThat(Language.of(locale)).map(Language::toString).contains(language);
    }

    @ParameterizedTest
    @CsvSource({"zh-CN", "sv-SE", "''", "_"})
    void speaksNoOthers(String locale) {
        assertThat(Language.of(locale)).isEmpty();
    }

    @Test
    void fillsArgumentsInAsTheyAre() {
        assertThat(Language.GERMAN.say(Phrase.USING, "{0} $1 \\")).isEqualTo("nutzt {0} $1 \\");
    }
}
