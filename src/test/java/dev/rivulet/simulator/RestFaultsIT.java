package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked to go wrong goes wrong, once, and as asked. */
class RestFaultsIT {
    private Started it;
    private Rest bot;
    private long channel;

    @BeforeEach
    void start() throws Exception {
        it = Started.fresh();
        bot = Rest.bot(it.simulator(), it.bot().id());
        channel = it.channel().id();
    }

    @AfterEach
    void stop() throws Exception {
        it.close();
    }

    @Test
    void answersWithServerErrorsAndRefusals() throws Exception {
        var faults = it.simulator().faults().rest();
        faults.next(2, RouteKind.MESSAGE_CREATE, new RestFault.ServerError(502));
        faults.next(RouteKind.MESSAGE_CREATE, new RestFault.Refused(Refusal.missingPermissions()));
        assertThat(bot.say(channel, "x").status()).isEqualTo(502);
        assertThat(bot.say(channel, "x").status()).isEqualTo(502);
        assertThat(bot.say(channel, "x").code()).isEqualTo(50013);
        assertThat(it.simulator().world().messages().list(channel)).isEmpty();
        assertThat(bot.say(channel, "x").status()).isEqualTo(200);
    }

    @Test
    void dropsTheConnectionBeforeTheMessageIsThere() throws Exception {
        // The client repeats a GET by itself, but not a POST.
        it.simulator().faults().rest().next(RouteKind.MESSAGE_CREATE, new RestFault.DroppedBefore());
        assertThatThrownBy(() -> bot.say(channel, "x")).isInstanceOf(IOException.class);
        assertThat(it.simulator().world().messages().list(channel)).isEmpty();
    }

    @Test
    void dropsTheConnectionAfterTheMessageIsThere() throws Exception {
        it.simulator().faults().rest().next(RouteKind.MESSAGE_CREATE, new RestFault.DroppedAfter());
        assertThatThrownBy(() -> bot.say(channel, "x")).isInstanceOf(IOException.class);
        assertThat(it.simulator().world().messages().list(channel)).hasSize(1);
        bot.say(channel, "x");
        assertThat(it.simulator().world().messages().list(channel)).hasSize(2);
    }

    @Test
    void isLateInEitherOrder() throws Exception {
        var faults = it.simulator().faults().rest();
        for (var fault :
                new RestFault[] {new RestFault.Late(Duration.ofMillis(300)), new RestFault.Slow(Duration.ofMillis(300))
                }) {
            faults.next(RouteKind.MESSAGE_CREATE, fault);
            long began = System.nanoTime();
            assertThat(bot.say(channel, "x").status()).isEqualTo(200);
            assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(290));
        }
    }

    @Test
    void goesAwayAndComesBackWithEverything() throws Exception {
        bot.say(channel, "before");
        var back = it.simulator().faults().away(Duration.ofMillis(700));
        it.simulator().timer(Duration.ofMillis(200)).await(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> bot.get("/users/@me")).isInstanceOf(ConnectException.class);
        back.await(10, TimeUnit.SECONDS);
        assertThat(bot.get("/channels/" + channel + "/messages").array()).hasSize(1);
    }
}
