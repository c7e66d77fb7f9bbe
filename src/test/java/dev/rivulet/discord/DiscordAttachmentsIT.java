package dev.rivulet.discord;

import static dev.rivulet.discord.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.config.AnswersConfig;
import dev.rivulet.discord.Scene.Question;
import dev.rivulet.discord.attachments.SampleFiles;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Upload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on their way from Discord to a model. */
@Timeout(120)
class DiscordAttachmentsIT {
    @TempDir
    Path data;

    private static Upload text(String name, String text) {
        return new Upload(name, "text/plain", Buffer.buffer(text));
    }

    @Test
    void readsWhatIsAttachedAndNamesWhatItCannotUse() {
        try (Scene scene = Scene.online(data)) {
            scene.discord
                    .world()
                    .messages()
                    .post(
                            scene.channel.id(),
                            scene.ada,
                            Draft.text(scene.bot.mention() + " what are these?")
                                    .with(text("Main.java", "class Grüße {}"))
                                    .with(new Upload(
                                            "paper.pdf",
                                            "application/pdf",
                                            Buffer.buffer(SampleFiles.pdf("Rivers of Europe"))))
                                    .with(new Upload(
                                            "bomb.png",
                                            "image/png",
                                            Buffer.buffer(SampleFiles.pngBomb(30_000, 30_000, 1_000))))
                                    .with(new Upload("a.zip", null, Buffer.buffer(new byte[] {'P', 'K', 3, 4, 0}))));
            Question question = scene.question();
            assertThat(question.last())
                    .contains("Attached file Main.java:\n```\nclass Grüße {}\n```")
                    .contains("Rivers of Europe")
                    .endsWith("what are these?");
            assertThat(question.request().messages().getLast().images()).isEmpty();
            question.starts().text("A class and a paper.").completes();
            var answer = scene.seesText("fake");
            assertThat(answer.content())
                    .isEqualTo("A class and a paper.\n"
                            + "-# ℹ not used: bomb.png (30000 × 30000 pixels are too many), a.zip (not a kind of file that"
                            + " can be read)\n"
                            + "-# model-1 · fake · 3.2 s");

            scene.replies(scene.ada, answer, "and then?");
            Question next = scene.question();
            assertThat(next.request().messages()).hasSize(3);
            assertThat(next.request().messages().get(0).content()).contains("class Grüße {}");
            assertThat(next.request().messages().get(1).content()).isEqualTo("A class and a paper.");
        }
    }

    @Test
    void takesAFileAloneForAQuestion() {
        try (Scene scene = Scene.online(data)) {
            var direct = scene.discord.world().openDirect(scene.ada, scene.bot);
            scene.discord
                    .world()
                    .messages()
                    .post(direct.id(), scene.ada, Draft.text("").with(text("question.txt", "How long is the Rhine?")));
            assertThat(scene.question().last().getBytes(StandardCharsets.UTF_8))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("Attached file question.txt:\n```\nHow long is the Rhine?\n```");
        }
    }

    @Test
    void aFileThatACommandWasGivenStaysWithItsQuestion() {
        try (Scene scene = Scene.online(data)) {
            // From here on, the commands are known.
            CommandsIT.ask(scene, "without a file", true);
            scene.question();
            var uses = scene.discord.world().interactions().uses();
            for (boolean secret : new boolean[] {false, true}) {
                var file = uses.upload(scene.channel.id(), text("rhine.txt", "The Rhine is long."));
                JsonArray options = new JsonArray()
                        .add(option("question", 3, "what is in it? " + secret))
                        .add(option("private", 5, secret))
                        .add(option("file", 11, Long.toString(file.id())));
                uses.useCommand(scene.ada, scene.channel.id(), scene.bot.id(), "ask", options, List.of(file));
                String whole = "Attached file rhine.txt:\n```\nThe Rhine is long.\n```\n\nwhat is in it? " + secret;
                Question first = scene.question();
                assertThat(first.last()).isEqualTo(whole);
                first.starts().text("A river " + secret).completes();
                scene.presses(scene.ada, scene.seesText("A river " + secret + "\n-# model-1"), "Regenerate");
                Question again = scene.question();
                assertThat(again.last()).isEqualTo(whole);
                again.starts().text("The Rhine " + secret).completes();
                Message answer = scene.seesText("The Rhine " + secret + "\n-# model-1");
                if (!secret) {
                    scene.replies(scene.ada, answer, "and now?");
                    assertThat(scene.question().request().messages())
                            .extracting(each -> each.content())
                            .containsExactly(whole, "The Rhine false", "and now?");
                }
            }
        }
    }

    private static JsonObject option(String name, int type, Object value) {
        return new JsonObject().put("name", name).put("type", type).put("value", value);
    }

    @Test
    void givesTheCodeOfACommandsAnswerOnlyWhereAllSeeThatAnswer() {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(
                    scene.config(new AnswersConfig(null, AnswersConfig.Where.CHANNEL, false, false, 100, List.of())));
            String answer = "```\n" + "secret line\n".repeat(20) + "```";
            CommandsIT.ask(scene, "for me alone", true);
            scene.question().starts().text(answer).completes();
            scene.seesText("fake");
            CommandsIT.ask(scene, "for all", false);
            scene.question().starts().text(answer.replace("secret", "public")).completes();
            var files = scene.sees("the code", each -> !each.attachments().isEmpty());
            assertThat(files.attachments().getFirst().data().toString()).startsWith("public line");
        }
    }

    @Test
    void givesLongCodeAsAFileTooWhereThatIsSet() {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(
                    scene.config(new AnswersConfig(null, AnswersConfig.Where.CHANNEL, false, false, 100, List.of())));
            scene.asks("write a program");
            String code = "print('hello')\n".repeat(20);
            scene.question()
                    .starts()
                    .text("Here:\n```python\n" + code + "```\nand\n```\nshort\n```")
                    .completes();
            var answer = scene.seesText("fake");
            var files = scene.sees("the code", each -> !each.attachments().isEmpty());
            assertThat(files.content()).isEqualTo("-# ℹ the code above, to download");
            assertThat(files.attachments()).singleElement().satisfies(file -> {
                assertThat(file.filename()).isEqualTo("code-1.py");
                assertThat(file.data().toString()).isEqualTo(code);
            });
            scene.replies(scene.ada, answer, "thanks");
            assertThat(scene.question().request().messages()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesNoCodeOfAnAnswerThatWasDeletedOrWhoseQuestionWas(boolean question) {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(
                    scene.config(new AnswersConfig(null, AnswersConfig.Where.CHANNEL, false, false, 100, List.of())));
            Message asked = scene.asks("write a program");
            Question growing = scene.question();
            var cancelled = growing.cancelled();
            growing.starts().text("```\n" + "secret line\n".repeat(20) + "```\nand so on");
            Message answer = scene.seesText("and so on");
            Message deleted = question ? asked : answer;
            scene.discord.world().messages().delete(scene.channel.id(), deleted.id(), deleted.author());
            await(cancelled);

            scene.asks("another one");
            scene.question().starts().text("works").completes();
            scene.seesText("works\n-# ");
            assertThat(scene.ours()).allMatch(each -> each.attachments().isEmpty());
        }
    }
}
