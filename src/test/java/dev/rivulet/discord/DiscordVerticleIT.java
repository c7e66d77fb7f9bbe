package dev.rivulet.discord;

import static dev.rivulet.discord.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.discord.Scene.Question;
import dev.rivulet.discord.client.LoginException;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.telemetry.Meters;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DiscordVerticleIT {
    @TempDir
    Path data;

    @Test
    void answersAMentionWithAPlaceholderThenGrowingTextThenAFooter() {
        try (Scene scene = Scene.online(data)) {
            Message asked = scene.asks("what is a delta?");
            Message placeholder = scene.seesText("thinking");
            assertThat(placeholder.repliesTo()).isEqualTo(asked.id());
            assertThat(placeholder.content()).startsWith("-# ");

            Question question = scene.question();
            assertThat(question.last()).isEqualTo("what is a delta?");
            assertThat(question.request().user().name()).isEqualTo("Ada");
            question.starts().text("A delta is");
            Message growing =
                    scene.sees("the first text", each -> each.content().equals("A delta is"));
            assertThat(growing.id()).isEqualTo(placeholder.id());
            question.text(" where a river ends.").completes();
            Message done = scene.seesText("fake");
            assertThat(done.content()).isEqualTo("A delta is where a river ends.\n-# model-1 · fake · 3.2 s");
            assertThat(done.id()).isEqualTo(placeholder.id());
            assertThat(scene.ours()).hasSize(1);
            assertThat(scene.count(Meters.QUESTIONS)).isEqualTo(1);
            assertThat(scene.discord.limits().rejections()).isZero();
        }
    }

    @Test
    void answersDirectMessagesAndConfiguredChannelsWithoutAMention() {
        try (Scene scene = Scene.set(data)) {
            Channel ours = scene.discord.world().createChannel("ask-rivulet");
            scene.logIn(scene.config(Long.toString(ours.id())));
            Channel direct = scene.discord.world().openDirect(scene.ada, scene.bot);
            scene.discord.world().messages().post(direct.id(), scene.ada, "in private");
            assertThat(scene.question().last()).isEqualTo("in private");
            scene.discord.world().messages().post(ours.id(), scene.ada, "in the open");
            assertThat(scene.question().last()).isEqualTo("in the open");
            scene.says(scene.ada, "not for the bot");
            scene.asks("but this");
            assertThat(scene.question().last()).isEqualTo("but this");
        }
    }

    @Test
    void tellsWhetherDiscordAnswers() {
        try (Scene scene = Scene.online(data)) {
            assertThat(await(scene.verticle.answered())).isTrue();

            await(scene.verticle.drain(Duration.ZERO));

            assertThat(await(scene.verticle.answered())).isFalse();
        }
    }

    @Test
    void ignoresBotsEvenWhenTheyMentionIt() {
        try (Scene scene = Scene.online(data)) {
            var other = scene.discord.world().createBot("Other");
            scene.says(other, scene.bot.mention() + " hello");
            scene.asks("after it");
            assertThat(scene.question().last()).isEqualTo("after it");
            assertThat(scene.questionsWaiting()).isZero();
        }
    }

    @Test
    void takesTheReplyChainAsHistoryAndNothingElse() {
        try (Scene scene = Scene.online(data)) {
            scene.says(scene.ada, "chatter");
            Message first = scene.asks("first question");
            Question question = scene.question();
            question.starts().text("first answer").completes();
            Message answer = scene.seesText("fake");
            scene.says(scene.ada, "more chatter");
            scene.replies(scene.ada, answer, "second question");
            Question next = scene.question();
            assertThat(next.request().messages())
                    .extracting(each -> each.role() + " " + each.content())
                    .containsExactly("USER first question", "ASSISTANT first answer", "USER second question");
            assertThat(next.request().conversation())
                    .isEqualTo(question.request().conversation());
            assertThat(next.request().conversation().value())
                    .isEqualTo("discord:" + scene.channel.id() + ":" + first.id());
        }
    }

    @Test
    void failsToStartWithinFiveSecondsNamingTheTokenWhenItIsWrong() {
        try (Scene scene = Scene.set(data)) {
            scene.discord.world().revokeToken(scene.token);
            long before = System.nanoTime();
            var deployed = scene.vertx.deployVerticle(scene.verticle);
            await(deployed.otherwiseEmpty());
            assertThat(deployed.cause()).isInstanceOf(LoginException.class).hasMessageContaining("DISCORD_TOKEN");
            assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
        }
    }
}
