package dev.rivulet.discord;

import static dev.rivulet.discord.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.discord.Scene.Question;
import dev.rivulet.discord.client.LoginException;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.gateway.CloseCode;
import dev.rivulet.simulator.gateway.GatewayFaults;
import dev.rivulet.simulator.rest.Limit;
import dev.rivulet.simulator.rest.RateLimits.Scope;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.telemetry.Meters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong on the way to Discord, in the middle of an answer. */
@Timeout(120)
class DiscordTroubleIT {
    @TempDir
    Path data;

    enum Break {
        TCP,
        ASKED_TO_RECONNECT,
        SESSION_INVALID_BUT_RESUMABLE,
        SESSION_INVALID,
        NORMAL_CLOSE,
        GOING_AWAY,
        UNKNOWN_ERROR,
        RATE_LIMITED,
        SESSION_TIMED_OUT,
        HEARTBEATS_UNANSWERED,
        AWAY;

        /** Before the login. */
        void prepare(Simulator discord) {
            if (this == HEARTBEATS_UNANSWERED) {
                discord.gateway().setHeartbeatInterval(Duration.ofSeconds(1));
            }
        }

        void happen(Simulator discord) {
            GatewayFaults faults = discord.gateway().faults();
            switch (this) {
                case TCP -> faults.drop();
                case ASKED_TO_RECONNECT -> faults.askToReconnect();
                case SESSION_INVALID_BUT_RESUMABLE -> faults.invalidateSession(true);
                case SESSION_INVALID -> faults.invalidateSession(false);
                case NORMAL_CLOSE -> faults.close(1000, "bye");
                case GOING_AWAY -> faults.close(1001, "going away");
                case UNKNOWN_ERROR -> faults.close(CloseCode.UNKNOWN_ERROR);
                case RATE_LIMITED -> faults.close(CloseCode.RATE_LIMITED);
                case SESSION_TIMED_OUT -> faults.close(CloseCode.SESSION_TIMED_OUT);
                case HEARTBEATS_UNANSWERED -> {
                    var over = discord.gateway().over();
                    faults.acknowledgeHeartbeats(false);
                    await(over);
                    faults.acknowledgeHeartbeats(true);
                }
                // What follows happens meanwhile.
                case AWAY -> discord.faults().away(Duration.ofSeconds(2));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersEachQuestionOnceWhateverBreaksTheConnection(Break how) {
        try (Scene scene = Scene.set(data)) {
            how.prepare(scene.discord);
            scene.logIn(scene.config());
            scene.asks("before");
            Question before = scene.question();
            before.starts().text("half of it, ");
            scene.seesText("half of it");
            how.happen(scene.discord);
            scene.asks("in between");
            before.text("and the rest").completes();
            scene.seesText("half of it, and the rest\n-# ");
            Question between = scene.question();
            assertThat(between.last()).isEqualTo("in between");
            between.starts().text("also").completes();
            scene.seesText("also\n-# ");
            scene.asks("afterwards");
            Question after = scene.question();
            assertThat(after.last()).isEqualTo("afterwards");
            after.starts().text("done").completes();
            scene.seesText("done\n-# ");
            assertThat(scene.ours()).hasSize(3);
            assertThat(scene.questionsWaiting()).isZero();
        }
    }

    enum Spoilt {
        LIMITED,
        LIMITED_WITH_EVERYBODY,
        LIMITED_IN_ALL,
        SERVER_ERROR,
        BAD_GATEWAY,
        UNAVAILABLE,
        LATE,
        DROPPED_BEFORE,
        DROPPED_AFTER;

        RestFault fault() {
            return switch (this) {
                case LIMITED -> new RestFault.RateLimited(Scope.USER, Duration.ofMillis(700));
                case LIMITED_WITH_EVERYBODY -> new RestFault.RateLimited(Scope.SHARED, Duration.ofMillis(1200));
                case LIMITED_IN_ALL -> new RestFault.RateLimited(Scope.GLOBAL, Duration.ofSeconds(1));
                case SERVER_ERROR -> new RestFault.ServerError(500);
                case BAD_GATEWAY -> new RestFault.ServerError(502);
                case UNAVAILABLE -> new RestFault.ServerError(503);
                case LATE -> new RestFault.Late(Duration.ofMillis(800));
                case DROPPED_BEFORE -> new RestFault.DroppedBefore();
                case DROPPED_AFTER -> new RestFault.DroppedAfter();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingAndRepeatsNothingWhenWritesFail(Spoilt how) {
        try (Scene scene = Scene.online(data)) {
            scene.discord.rest().faults().next(2, RouteKind.MESSAGE_CREATE, how.fault());
            scene.asks("a question");
            Question question = scene.question();
            question.starts().text("one ");
            scene.seesText("one");
            scene.discord.rest().faults().next(2, RouteKind.MESSAGE_EDIT, how.fault());
            question.text("two ").text("three").completes();
            Message done = scene.seesText("one two three\n-# ");
            assertThat(scene.ours()).containsExactly(done);
            scene.asks("another one");
            Question next = scene.question();
            next.starts().text("works").completes();
            scene.seesText("works\n-# ");
            assertThat(scene.ours()).hasSize(2);
            if (how.fault() instanceof RestFault.RateLimited) {
                assertThat(scene.count(Meters.RATE_LIMITED)).isGreaterThanOrEqualTo(4);
            }
        }
    }

    @Test
    void writesAgainWhatFailedAfterMoreThanAWindowWhileAnotherChannelWasWritten() {
        try (Scene scene = Scene.online(data)) {
            var faults = scene.discord.rest().faults();
            scene.discord.rest().limits().set(RouteKind.MESSAGE_EDIT, Limit.of(5, Duration.ofSeconds(1)));
            Channel elsewhere = scene.discord.world().createChannel("elsewhere");
            scene.asks("here");
            Question here = scene.question();
            here.starts().text("one ");
            scene.seesText("one");
            scene.discord.world().messages().post(elsewhere.id(), scene.ada, scene.bot.mention() + " there");
            Question there = scene.question();
            there.starts().text("0");
            scene.sees(
                    elsewhere.id(),
                    "the other answer",
                    message -> message.content().contains("0"));

            faults.next(RouteKind.MESSAGE_EDIT, new RestFault.LateServerError(502, Duration.ofMillis(2_500)));
            here.text("two").completes();
            scene.until(
                    "the last write on its way",
                    () -> Optional.of(faults).filter(f -> !f.waits(RouteKind.MESSAGE_EDIT)));
            for (int i = 1; scene.requests.stream().noneMatch(each -> each.status() == 502); i++) {
                String more = " " + i;
                there.text(more);
                scene.sees(
                        elsewhere.id(),
                        "more of it",
                        message -> message.content().endsWith(more));
            }

            scene.seesText("one two\n-# ");
            there.completes();
            scene.sees(
                    elsewhere.id(),
                    "the other's end",
                    message -> message.content().contains("\n-# "));
        }
    }

    @Test
    void endsForGoodWithALineNamingTheTokenWhenItIsRevokedWhileItRuns() {
        try (Scene scene = Scene.online(data)) {
            var fatal = scene.verticle.fatal();
            scene.discord.gateway().faults().close(CloseCode.AUTHENTICATION_FAILED);
            await(fatal.otherwiseEmpty());
            assertThat(fatal.cause()).isInstanceOf(LoginException.class).hasMessageContaining("DISCORD_TOKEN");
        }
    }

    @Test
    void comesBackAndAnswersWhatItMissedWhenDiscordWasAway() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("before");
            scene.question().starts().text("answer").completes();
            scene.seesText("answer\n-# ");
            await(scene.discord.goAway());
            scene.asks("missed");
            await(scene.discord.comeBack());
            Question missed = scene.question();
            assertThat(missed.last()).isEqualTo("missed");
            missed.starts().text("here").completes();
            scene.seesText("here\n-# ");
            assertThat(scene.ours()).hasSize(2);
        }
    }

    @Test
    void stopsQuietlyWhenItMayNotWriteAnyMore() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            Question question = scene.question();
            var cancelled = question.cancelled();
            question.starts().text("some text");
            Message shown = scene.seesText("some text");
            scene.discord.world().messages().delete(scene.channel.id(), shown.id(), scene.bot);
            await(cancelled);
            assertThat(scene.ours()).isEmpty();
            scene.asks("another one");
            scene.question().starts().text("works").completes();
            scene.seesText("works\n-# ");
            assertThat(scene.ours()).hasSize(1);
        }
    }
}
