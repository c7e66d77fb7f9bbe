package dev.rivulet.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.config.AccessConfig;
import dev.rivulet.config.AccessConfig.Listed;
import dev.rivulet.discord.Scene.Question;
import dev.rivulet.simulator.rest.RateLimits.Scope;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RestFaults;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong when something is read from Discord: before a question can be answered, and after a time away. */
@Timeout(120)
class DiscordReadsIT {
    private static final RestFault BAD_GATEWAY = new RestFault.ServerError(502);
    /** Of one read. */
    private static final int TRIES = 3;

    private static final int FOR_GOOD = 1_000;
    private static final String UNREAD = "earlier messages could not be read";
    private static final Listed ALL = new Listed(List.of(), List.of());

    @TempDir
    Path data;

    private static Channel threadWithTalk(Scene scene) {
        Channel thread = scene.discord.world().createThread(scene.channel.id(), scene.ada, "Rivers");
        scene.discord.world().messages().post(thread.id(), scene.ada, "I like the Rhine.");
        return thread;
    }

    private static void asksIn(Scene scene, Channel where, String text) {
        scene.discord.world().messages().post(where.id(), scene.ada, scene.bot.mention() + " " + text);
    }

    @Test
    void readsAgainWhatWasSaidBeforeAndWhereThatWasWhenDiscordFailsInPassing() {
        try (Scene scene = Scene.online(data)) {
            RestFaults faults = scene.discord.rest().faults();
            Channel thread = threadWithTalk(scene);
            faults.next(2, RouteKind.CHANNEL, BAD_GATEWAY);
            faults.next(2, RouteKind.MESSAGE_READ, BAD_GATEWAY);
            asksIn(scene, thread, "How long is it?");

            Question question = scene.question();
            assertThat(question.last()).isEqualTo("I like the Rhine.\nHow long is it?");
            question.starts().text("Long.").completes();
            assertThat(scene.sees(
                                    thread.id(),
                                    "the answer",
                                    each -> each.content().contains("fake"))
                            .content())
                    .doesNotContain(UNREAD);
        }
    }

    @Test
    void saysUnderTheAnswerThatEarlierMessagesCouldNotBeRead() {
        try (Scene scene = Scene.online(data)) {
            Channel thread = threadWithTalk(scene);
            scene.discord.rest().faults().next(FOR_GOOD, RouteKind.MESSAGE_READ, BAD_GATEWAY);
            asksIn(scene, thread, "How long is it?");

            Question question = scene.question();
            assertThat(question.last()).isEqualTo("How long is it?");
            question.starts().text("What?").completes();
            scene.sees(thread.id(), "the line", each -> each.content().contains("\n-# ℹ " + UNREAD + "\n"));
        }
    }

    @Test
    void waitsForALimitedReadForSecondsOnly() {
        try (Scene scene = Scene.online(data)) {
            Channel thread = threadWithTalk(scene);
            scene.discord.rest().faults().hold(RouteKind.MESSAGE_READ, Scope.USER, Duration.ofMinutes(10));
            asksIn(scene, thread, "How long is it?");

            scene.question().starts().text("What?").completes();
            scene.sees(thread.id(), "the line", each -> each.content().contains(UNREAD));
        }
    }

    @Test
    void saysSoToWhereItIsNotKnownWhatChannelItIs() {
        try (Scene scene = Scene.online(data)) {
            Channel thread = threadWithTalk(scene);
            scene.discord.rest().faults().next(FOR_GOOD, RouteKind.CHANNEL, BAD_GATEWAY);
            asksIn(scene, thread, "How long is it?");

            scene.question().starts().text("What?").completes();
            scene.sees(thread.id(), "the line", each -> each.content().contains(UNREAD));
        }
    }

    @Test
    void answersInAThreadOfAListedChannelThoughDiscordFailsInPassing() {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(scene.config(Long.toString(scene.channel.id())));
            Channel thread = scene.discord.world().createThread(scene.channel.id(), scene.ada, "Rivers");
            scene.discord.rest().faults().next(2, RouteKind.CHANNEL, BAD_GATEWAY);
            scene.discord.world().messages().post(thread.id(), scene.ada, "How long is the Rhine?");

            assertThat(scene.question().last()).isEqualTo("How long is the Rhine?");
        }
    }

    @Test
    void letsNobodyInWhereChannelsAreKeptOutAndItIsNotKnownWhichOneItIs() {
        try (Scene scene = Scene.online(data)) {
            RestFaults faults = scene.discord.rest().faults();
            Listed butThis = new Listed(List.of(), List.of(Long.toString(scene.channel.id())));
            scene.verticle.answering(new AccessConfig(ALL, butThis, ALL, ALL, true, List.of()));
            Channel thread = threadWithTalk(scene);
            Channel elsewhere = scene.discord.world().createChannel("elsewhere");
            faults.next(FOR_GOOD, RouteKind.CHANNEL, BAD_GATEWAY);
            asksIn(scene, thread, "How long is it?");

            Channel direct = scene.discord.world().openDirect(scene.bot, scene.ada);
            scene.sees(
                    direct.id(),
                    "the refusal",
                    each -> each.content().contains("Discord doesn't tell me just now which channel that is"));
            faults.clear();
            asksIn(scene, elsewhere, "And now?");
            assertThat(scene.question().last()).isEqualTo("And now?");
            assertThat(scene.questionsWaiting()).isZero();
            assertThat(scene.ours(thread.id())).isEmpty();
        }
    }

    @Test
    void readsWhatItMissedWhenDiscordLetsItThoughMoreIsSaidMeanwhile() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("before");
            scene.question().starts().text("answer").completes();
            scene.seesText("answer\n-# ");
            scene.logOut();
            scene.asks("missed");
            scene.discord.rest().faults().next(TRIES + 1, RouteKind.MESSAGE_READ, BAD_GATEWAY);
            scene.logIn(scene.config());
            scene.asks("meanwhile");

            assertThat(List.of(scene.question().last(), scene.question().last()))
                    .containsExactlyInAnyOrder("meanwhile", "missed");
        }
    }

    @ParameterizedTest
    @CsvSource({"MESSAGE_READ, 4", "MESSAGE_EDIT, 1"})
    void marksAnUnfinishedAnswerWhenDiscordLetsIt(RouteKind failing, int times) throws Exception {
        try (Scene scene = Scene.set(data)) {
            Message left = scene.discord
                    .world()
                    .messages()
                    .post(scene.channel.id(), scene.bot, "half an answer\n-# … thinking");
            JsonObject unfinished = new JsonObject().put(Long.toString(left.id()), Long.toString(scene.channel.id()));
            Files.writeString(
                    data.resolve("discord.json"),
                    new JsonObject().put("unfinished", unfinished).encode());
            scene.discord.rest().faults().next(times, failing, BAD_GATEWAY);
            scene.logIn(scene.config());

            scene.seesText("half an answer\n-# ⚠ Interrupted");
        }
    }
}
