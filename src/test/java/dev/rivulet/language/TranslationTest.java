package dev.rivulet.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Waiting, 3rd in line | Wartet, Platz 3 in der Schlange",
                "loading llama3.2, 12 s | lädt llama3.2, 12 s",
                "The agent helper fell silent for 5 s; ask again, or raise agentcore.idle."
                        + " | Der Agent helper ist mitten in der Antwort verstummt (Frist: 5 s); frag noch einmal, oder erhöhe"
                        + " agentcore.idle.",
                "Ollama failed: out of memory. | Ollama ist gescheitert: out of memory.",
                "ollama is overloaded; handbook answers | ollama ist überlastet; handbook antwortet",
                "Your questions for today are used up (1,000); ask again after midnight UTC, in about 1 hour."
                        + " | Deine Fragen für heute sind aufgebraucht (1,000); frag nach Mitternacht UTC wieder (in etwa 1 Stunde).",
                "small fell silent for 1 minute before its answer was whole; ask again, or raise router.idle."
                        + " | small ist mitten in der Antwort verstummt (Frist: 1 Minute); frag noch einmal, oder erhöhe router.idle.",
            })
    void knowsALineByItsWords(String english, String german) {
        assertThat(Language.GERMAN.translate(english)).isEqualTo(german);
    }

    @Test
    void translatesLinesWithinLines() {
        assertThat(Language.FRENCH.translate(
                        "Ollama stopped before the answer was whole; ask again. (a, b could not answer either.)"))
                .isEqualTo("Ollama s'est arrêté avant la fin de la réponse ; réessayez."
                        + " (a, b n'a pas pu répondre non plus.)");
    }

    @ParameterizedTest
    @CsvSource({"What nobody translated.", "''", "Waiting for Godot, 3rd in line, again"})
    void leavesOthersAsTheyAre(String line) {
        assertThat(Language.JAPANESE.translate(line)).isEqualTo(line);
    }

    @Test
    void leavesEnglishToTheEnglish() {
        assertThat(Language.ENGLISH.translate("loading x, 1 s")).isEqualTo("loading x, 1 s");
    }

    @Test
    void isSoonDoneWithLongAndOddText() {
        String odd = "Ollama at ".repeat(60) + "; ask again".repeat(2_000);
        assertThat(Language.GERMAN.translate(odd)).isSameAs(odd);
        String shorter = odd.substring(0, 600);
        assertThat(Language.GERMAN.translate(shorter)).isEqualTo(shorter);
    }
}
