package dev.rivulet.discord;

import static dev.rivulet.discord.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.discord.Scene.Question;
import dev.rivulet.simulator.world.Change;
import dev.rivulet.simulator.world.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions that change while they wait, and who and what they name. */
@Timeout(120)
class DiscordQuestionsIT {
    @TempDir
    Path data;

    private static void edit(Scene scene, Message message, String text) {
        scene.discord.world().messages().edit(message.channelId(), message.id(), message.author(), Change.text(text));
    }

    @Test
    void answersToWhatAQuestionSaysWhenItWasEditedBeforeItsAnswerBegan() {
        try (Scene scene = Scene.online(data)) {
            Message asked = scene.asks("how long is the Rine?");
            Question first = scene.question();
            var cancelled = first.cancelled();
            edit(scene, asked, scene.bot.mention() + " how long is the Rhine?");
            Question second = scene.question();
            await(cancelled);
            assertThat(second.last()).isEqualTo("how long is the Rhine?");
            assertThat(second.request().requestId())
                    .isNotEqualTo(first.request().requestId());
            second.starts().text("Long.").completes();
            assertThat(scene.seesText("fake").content()).startsWith("Long.\n");
            assertThat(scene.ours()).hasSize(1);
        }
    }

    @Test
    void staysWithTheAnswerThatHasBegun() {
        try (Scene scene = Scene.online(data)) {
            Message asked = scene.asks("how long is the Rine?");
            Question question = scene.question();
            question.starts().text("It is ");
            scene.seesText("It is");
            edit(scene, asked, scene.bot.mention() + " how long is the Rhine?");
            scene.says(scene.ada, "a later message");
            question.text("long.").completes();
            assertThat(scene.seesText("fake").content()).startsWith("It is long.\n");
            assertThat(scene.questionsWaiting()).isZero();
        }
    }

    @Test
    void takesWhatThePersonSaysNextForTheSameQuestionUntilItsAnswerBegins() {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(scene.config(Long.toString(scene.channel.id())));
            scene.says(scene.ada, "how long is");
            scene.question();
            Message more = scene.says(scene.ada, "the Rhine?");
            assertThat(scene.question().last()).isEqualTo("how long is\nthe Rhine?");
            scene.says(scene.discord.world().createPerson("Bob"), "and the Elbe?");
            Question bobs = scene.question();
            assertThat(bobs.last()).isEqualTo("and the Elbe?");
            edit(scene, more, "the Danube?");
            assertThat(scene.question().last()).isEqualTo("how long is\nthe Danube?");
            scene.discord.world().messages().delete(scene.channel.id(), more.id(), scene.ada);
            Question last = scene.question();
            assertThat(last.last()).isEqualTo("how long is");
            last.starts().text("Who knows.").completes();
            bobs.starts().text("Long, too.").completes();
            scene.seesText("Who knows.\n-# model-1");
            scene.seesText("Long, too.\n-# model-1");
            assertThat(scene.ours()).hasSize(2);
        }
    }

    @Test
    void whatWasOneQuestionStaysOne() {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(scene.config(Long.toString(scene.channel.id())));
            long direct = scene.discord.world().openDirect(scene.ada, scene.bot).id();
            var messages = scene.discord.world().messages();
            for (long where : List.of(scene.channel.id(), direct)) {
                messages.post(where, scene.ada, "how long is");
                scene.question();
                messages.post(where, scene.ada, "the Rhine?");
                scene.question().starts().text("Long.").completes();
                Message first =
                        scene.sees(where, "the first", each -> each.content().startsWith("Long.\n-# model-1"));
                scene.presses(scene.ada, first, "Regenerate");
                Question again = scene.question();
                assertThat(again.last()).isEqualTo("how long is\nthe Rhine?");
                again.starts().text("Very long.").completes();
                Message second =
                        scene.sees(where, "the second", each -> each.content().startsWith("Very long.\n-# model-1"));
                scene.replies(scene.ada, second, "thanks");
                assertThat(scene.question().request().messages())
                        .extracting(each -> each.content())
                        .containsExactly("how long is\nthe Rhine?", "Very long.", "thanks");
            }
        }
    }

    @Test
    void asksOnceWhatAPersonSaidInTwoMessagesWhileNobodyWasThere() {
        try (Scene scene = Scene.choosing(data)) {
            long direct = scene.discord.world().openDirect(scene.ada, scene.bot).id();
            scene.uses(scene.ada, direct, "settings", "quiet", true);
            scene.whispered(direct, scene.ada, "No placeholder: on");
            scene.discord.world().messages().post(direct, scene.ada, "before");
            scene.question().starts().text("first").completes();
            scene.sees(direct, "the first", each -> each.content().startsWith("first\n-# model-1"));
            scene.logOut();
            scene.discord.world().messages().post(direct, scene.ada, "how long is");
            scene.discord.world().messages().post(direct, scene.ada, "the Rhine?");
            scene.logIn(scene.config());
            Question whole = scene.question();
            assertThat(whole.last()).isEqualTo("how long is\nthe Rhine?");
            whole.starts().text("Long.").completes();
            scene.sees(direct, "the second", each -> each.content().startsWith("Long.\n-# model-1"));
            assertThat(scene.questionsWaiting()).isZero();
            assertThat(scene.writes()).noneMatch(each -> each.encode().contains("thinking"));
        }
    }

    @Test
    void namesTheRolesAndChannelsThatAMessageMentions() {
        try (Scene scene = Scene.online(data)) {
            var world = scene.discord.world();
            var role = world.members().createRole(world.home().id(), "crew", Set.of());
            scene.asks("does <@&" + role.id() + "> meet in <#" + scene.channel.id() + "> or <#1>?");
            assertThat(scene.question().last()).isEqualTo("does @crew meet in #general or <#1>?");
        }
    }
}
