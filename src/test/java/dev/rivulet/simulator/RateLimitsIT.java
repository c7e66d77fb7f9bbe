package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.rest.Limit;
import dev.rivulet.simulator.rest.RateLimits;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits are enforced, and the headers say the truth about them. */
class RateLimitsIT {
    private Started it;
    private Rest bot;
    private long channel;

    @BeforeEach
    void start() throws Exception {
        it = Started.fresh();
        bot = Rest.bot(it.simulator(), it.bot().id());
        channel = it.channel().id();
        // Long enough that no window ends while a slow machine runs a test.
        it.simulator().limits().set(RouteKind.MESSAGE_CREATE, new Limit(5, Duration.ofSeconds(60)));
        it.simulator().limits().set(RouteKind.MESSAGE_EDIT, new Limit(5, Duration.ofSeconds(60)));
    }

    @AfterEach
    void stop() throws Exception {
        it.close();
    }

    @Test
    void countsDownAndThenRefuses() throws Exception {
        for (int left = 4; left >= 0; left--) {
            var answer = bot.say(channel, "x");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("5");
            assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(left));
            assertThat(Double.parseDouble(answer.header("X-RateLimit-Reset-After")))
                    .isBetween(0.0, 60.0);
        }
        var refused = bot.say(channel, "x");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).matches("\\d+");
        assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("user");
        assertThat(refused.header("X-RateLimit-Bucket")).isNotEmpty();
        double retryAfter = refused.json().getDouble("retry_after");
        assertThat(retryAfter).isBetween(30.0, 60.0);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isEqualTo((int) Math.ceil(retryAfter));
        assertThat(refused.json().getBoolean("global")).isFalse();
        assertThat(it.simulator().limits().rejected())
                .containsExactly(java.util.Map.entry("message_create:" + channel, 1));
    }

    @Test
    void countsEditsChannelsAndPeopleApart() throws Exception {
        var id = bot.say(channel, "x").id();
        for (int i = 0; i < 4; i++) {
            bot.say(channel, "x");
        }
        assertThat(bot.say(channel, "x").status()).isEqualTo(429);
        assertThat(bot.edit(channel, id, "y").header("X-RateLimit-Remaining")).isEqualTo("4");
        var other = it.simulator().world().createChannel("other");
        assertThat(bot.say(other.id(), "x").header("X-RateLimit-Remaining")).isEqualTo("4");
        var ana = Rest.person(it.simulator(), it.ana().id());
        assertThat(ana.say(channel, "x").header("X-RateLimit-Remaining")).isEqualTo("4");
    }

    @Test
    void whoWaitsAsLongAsToldMayGoOn() throws Exception {
        it.simulator().limits().set(RouteKind.TYPING, new Limit(1, Duration.ofMillis(300)));
        var path = "/channels/" + channel + "/typing";
        for (int i = 0; i < 5; i++) {
            var answer = bot.call("POST", path, null);
            assertThat(answer.status()).as("typing %d", i).isEqualTo(204);
            var wait = Double.parseDouble(answer.header("X-RateLimit-Reset-After"));
            it.simulator()
                    .timer(Duration.ofMillis(Math.max(1, Math.round(wait * 1000))))
                    .await(5, java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesMoreThanTheGlobalLimit() throws Exception {
        it.simulator().limits().setGlobal(new Limit(3, Duration.ofSeconds(60)));
        for (int i = 0; i < 3; i++) {
            assertThat(bot.get("/users/@me").status()).isEqualTo(200);
        }
        var refused = bot.get("/users/@me");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-RateLimit-Global")).isEqualTo("true");
        assertThat(refused.header("X-RateLimit-Scope")).isEqualTo("global");
        assertThat(refused.json().getBoolean("global")).isTrue();
        assertThat(it.simulator().limits().rejected()).containsKey("global");
    }

    @Test
    void faultsGiveA429OfEachScope() throws Exception {
        var faults = it.simulator().faults().rest();
        for (var scope :
                new RateLimits.Scope[] {RateLimits.Scope.USER, RateLimits.Scope.SHARED, RateLimits.Scope.GLOBAL}) {
            faults.next(RouteKind.MESSAGE_CREATE, new RestFault.RateLimited(scope, Duration.ofMillis(65_200)));
            var refused = bot.say(channel, "x");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("X-RateLimit-Scope"))
                    .isEqualTo(scope.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(refused.header("Retry-After")).isEqualTo("66");
            assertThat(refused.json().getDouble("retry_after")).isEqualTo(65.2);
            assertThat(bot.say(channel, "x").status()).isEqualTo(200);
        }
    }

    @Test
    void aShared429TellsTheOwnBucketsShorterReset() throws Exception {
        it.simulator().faults().rest().hold(RouteKind.MESSAGE_CREATE, RateLimits.Scope.SHARED, Duration.ofMinutes(10));
        var refused = bot.say(channel, "x");
        assertThat(Double.parseDouble(refused.header("X-RateLimit-Reset-After")))
                .isLessThanOrEqualTo(60.0);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isGreaterThan(500);
    }

    @Test
    void refusesEditsOfOldMessagesOnRequest() throws Exception {
        var id = bot.say(channel, "x").id();
        it.simulator()
                .faults()
                .rest()
                .next(RouteKind.MESSAGE_EDIT, new RestFault.TooManyOldEdits(Duration.ofSeconds(9)));
        var refused = bot.edit(channel, id, "y");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(30046);
        assertThat(refused.header("Retry-After")).isEqualTo("9");
    }
}
