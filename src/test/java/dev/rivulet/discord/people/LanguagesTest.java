package dev.rivulet.discord.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.config.AnswersConfig;
import dev.rivulet.language.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanguagesTest {
    private final Languages languages = new Languages(AnswersConfig.DEFAULT);

    @Test
    void speaksEnglishWhereNothingIsKnown() {
        assertThat(languages.of("ada", "server", "channel")).isEqualTo(Language.ENGLISH);
        assertThat(languages.of("ada", null, "direct")).isEqualTo(Language.ENGLISH);
    }

    @Test
    void speaksTheServersLanguageButThePersonsOwnFirst() {
        languages.server("server", "fr");
        languages.person("ada", "de");
        assertThat(languages.of("bob", "server", "channel")).isEqualTo(Language.FRENCH);
        assertThat(languages.of("ada", "server", "channel")).isEqualTo(Language.GERMAN);
        assertThat(languages.of("ada", null, "direct")).isEqualTo(Language.GERMAN);
        assertThat(languages.in("server", "channel")).isEqualTo(Language.FRENCH);
    }

    @Test
    void followsWhatChangesAndForgetsWhatItDoesNotSpeak() {
        languages.server("server", "fr");
        languages.server("server", "fi");
        languages.person("ada", "ja");
        languages.person("ada", "fi");
        assertThat(languages.in("server", "channel")).isEqualTo(Language.ENGLISH);
        assertThat(languages.of("ada", "server", "channel")).isEqualTo(Language.JAPANESE);
    }

    @Test
    void speaksWhatWasSetForThePlaceWhateverElseIsKnown() {
        Languages set = new Languages(new AnswersConfig(
                Language.SPANISH,
                AnswersConfig.Where.CHANNEL,
                true,
                false,
                0,
                List.of(new AnswersConfig.Rule("server", "channel", Language.PORTUGUESE, null))));
        set.server("server", "fr");
        set.person("ada", "de");
        assertThat(set.of("ada", "server", "channel")).isEqualTo(Language.PORTUGUESE);
        assertThat(set.of("ada", "server", "another")).isEqualTo(Language.SPANISH);
    }
}
