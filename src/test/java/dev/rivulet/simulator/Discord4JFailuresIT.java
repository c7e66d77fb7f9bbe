package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.gateway.CloseCode;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import discord4j.core.GatewayDiscordClient;
import discord4j.gateway.intent.Intent;
import discord4j.gateway.intent.IntentSet;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the stock Discord4J client makes of being refused. */
@Timeout(60)
class Discord4JFailuresIT {
    private Started it;

    @BeforeEach
    void start() throws Exception {
        it = Started.fresh();
    }

    @AfterEach
    void stop() throws Exception {
        it.close();
    }

    @Test
    void aWrongTokenIsRefused() {
        var wrong = it.simulator().world().issueToken(it.bot().id());
        it.simulator().world().revokeToken(wrong);
        var login = Discord4J.client(it.simulator().baseUrl(), wrong).login().materialize();
        assertThat(login.block(Duration.ofSeconds(20)))
                .satisfies(signal -> assertThat(signal.getThrowable()).hasMessageContaining("401"));
    }

    @Test
    void stopsWhenAnIntentIsSwitchedOff() {
        var world = it.simulator().world();
        world.update(world.application(it.bot().id()).withMessageContent(false));
        var login = Discord4J.client(
                        it.simulator().baseUrl(), world.issueToken(it.bot().id()))
                .gateway()
                .setEnabledIntents(IntentSet.of(Intent.GUILDS, Intent.MESSAGE_CONTENT))
                .withGateway(GatewayDiscordClient::onDisconnect)
                .materialize();
        assertThat(login.block(Duration.ofSeconds(30)))
                .satisfies(signal -> assertThat(signal.getThrowable()).hasMessageContaining("4014"));
    }

    @Test
    void stopsSilentlyWhenTheTokenIsRevokedLater() {
        var token = it.simulator().world().issueToken(it.bot().id());
        var client = Discord4J.login(it.simulator().baseUrl(), token, IntentSet.none());
        it.simulator().faults().gateway().close(CloseCode.AUTHENTICATION_FAILED);
        assertThat(client.onDisconnect().materialize().block(Duration.ofSeconds(30)))
                .as("neither a client nor an error")
                .satisfies(signal -> assertThat(signal.isOnComplete()).isTrue());
    }

    @Test
    void waitsOutA429AndLosesNothing() {
        var client = Discord4J.login(
                it.simulator().baseUrl(),
                it.simulator().world().issueToken(it.bot().id()),
                IntentSet.none());
        it.simulator()
                .faults()
                .rest()
                .next(
                        2,
                        RouteKind.MESSAGE_CREATE,
                        new RestFault.RateLimited(
                                dev.rivulet.simulator.rest.RateLimits.Scope.USER, Duration.ofMillis(300)));
        client.getRestClient()
                .getChannelById(discord4j.common.util.Snowflake.of(it.channel().id()))
                .createMessage("in the end")
                .block(Duration.ofSeconds(20));
        assertThat(it.simulator().world().messages().list(it.channel().id())).hasSize(1);
        assertThat(it.simulator().limits().rejections()).isEqualTo(2);
        Discord4J.logout(client);
    }
}
