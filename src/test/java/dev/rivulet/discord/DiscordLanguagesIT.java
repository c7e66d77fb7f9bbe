package dev.rivulet.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Failure;
import dev.rivulet.config.AnswersConfig;
import dev.rivulet.discord.Scene.Question;
import dev.rivulet.language.Language;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bot's own lines in the language of those who read them. */
@Timeout(120)
class DiscordLanguagesIT {
    @TempDir
    Path data;

    @Test
    void speaksTheServersLanguageInItsOwnLinesAndTakesThemOffAgain() {
        try (Scene scene = Scene.set(data)) {
            scene.discord.world().members().speak(scene.discord.world().home(), "de");
            scene.logIn(scene.config());
            scene.asks("Wie lang ist der Rhein?");
            Question question = scene.question();
            scene.seesText("-# … denkt nach");
            question.starts().writes(new ChatEvent.Status("loading model-1, 2 s"));
            scene.seesText("-# … lädt model-1, 2 s");
            String text = "Der Rhein ist lang. ".repeat(150).strip();
            question.text(text);
            scene.seesText("-# weiter in der nächsten Nachricht");
            question.completes();
            var last = scene.seesText("-# model-1 · fake · 3,2 s");

            scene.replies(scene.ada, last, "und die Elbe?");
            Question next = scene.question();
            assertThat(next.request().messages().get(1).content()).isEqualTo(text);
            next.fails(new Failure.Truncated("Ollama stopped before the answer was whole; ask again.", ""));
            scene.seesText("-# ⚠ Ollama hörte auf, bevor die Antwort vollständig war; frag noch einmal.");
        }
    }

    @Test
    void speaksTheLanguageThatIsSetForAChannel() {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(scene.config(new AnswersConfig(
                    Language.FRENCH,
                    AnswersConfig.Where.CHANNEL,
                    true,
                    false,
                    0,
                    List.of(new AnswersConfig.Rule(
                            null, Long.toString(scene.channel.id()), Language.JAPANESE, null)))));
            scene.asks("");
            scene.seesText("質問がありません");
            var direct = scene.discord.world().openDirect(scene.ada, scene.bot);
            scene.discord.world().messages().post(direct.id(), scene.ada, "bonjour");
            scene.question();
            scene.sees(direct.id(), "in French", each -> each.content().equals("-# … réfléchit"));
        }
    }
}
