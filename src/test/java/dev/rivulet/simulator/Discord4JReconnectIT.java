package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.gateway.CloseCode;
import discord4j.core.GatewayDiscordClient;
import discord4j.core.event.domain.lifecycle.GatewayLifecycleEvent;
import discord4j.core.event.domain.message.MessageCreateEvent;
import discord4j.gateway.intent.IntentSet;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The stock Discord4J client comes back after each break, and hears what it missed wherever a session can be resumed. */
@Timeout(90)
class Discord4JReconnectIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private final Seen<String> heard = new Seen<>();
    private final Seen<String> lifecycle = new Seen<>();
    private Started it;
    private GatewayDiscordClient client;

    @BeforeEach
    void login() throws Exception {
        it = Started.fresh();
        client = Discord4J.login(
                it.simulator().baseUrl(),
                it.simulator().world().issueToken(it.bot().id()),
                IntentSet.all());
        client.on(MessageCreateEvent.class)
                .subscribe(event -> heard.add(event.getMessage().getContent()));
        client.on(GatewayLifecycleEvent.class)
                .subscribe(event -> lifecycle.add(event.getClass().getSimpleName()));
        say("before");
        untilHeard("before");
    }

    @AfterEach
    void logout() throws Exception {
        Discord4J.logout(client);
        it.close();
    }

    static Stream<Arguments> breaksThatAreResumed() {
        return Stream.of(
                broken("op 7", faults -> faults.gateway().askToReconnect()),
                broken("op 9, resumable", faults -> faults.gateway().invalidateSession(true)),
                broken("1006", faults -> faults.gateway().drop()),
                broken("1001", faults -> faults.gateway().close(1001, "going away")),
                broken("1000", faults -> faults.gateway().close(1000, "bye")),
                broken("server away", faults -> faults.away(Duration.ofSeconds(2))));
    }

    private static Arguments broken(String name, Consumer<Faults> fault) {
        return Arguments.of(name, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaksThatAreResumed")
    void resumesAndHearsWhatItMissed(String name, Consumer<Faults> fault) throws Exception {
        fault.accept(it.simulator().faults());
        say("meanwhile");
        untilHeard("meanwhile");
        say("after");
        untilHeard("after");
        assertThat(heard.all()).containsExactly("before", "meanwhile", "after");
    }

    static Stream<Arguments> breaksThatNeedANewSession() {
        return Stream.of(
                broken("op 9, gone", faults -> faults.gateway().invalidateSession(false)),
                broken("4000", faults -> faults.gateway().close(CloseCode.UNKNOWN_ERROR)),
                broken("4008", faults -> faults.gateway().close(CloseCode.RATE_LIMITED)),
                broken("4009", faults -> faults.gateway().close(CloseCode.SESSION_TIMED_OUT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaksThatNeedANewSession")
    void logsInAnewAndGoesOn(String name, Consumer<Faults> fault) throws Exception {
        fault.accept(it.simulator().faults());
        lifecycle.await("a new login", SOON, seen -> seen.contains("ReconnectEvent") || seen.contains("ConnectEvent"));
        say("after");
        untilHeard("after");
        assertThat(heard.all()).containsOnlyOnce("before").containsOnlyOnce("after");
    }

    @Test
    void resumesWhenHeartbeatsGoUnanswered() throws Exception {
        // The interval holds for connections made from now on.
        it.simulator().gateway().setHeartbeatInterval(Duration.ofMillis(500));
        it.simulator().faults().gateway().askToReconnect();
        say("quick heart");
        untilHeard("quick heart");
        lifecycle.await("the first resume", SOON, seen -> seen.contains("ReconnectEvent"));
        int resumes = count(lifecycle.all(), "ReconnectEvent");
        it.simulator().faults().gateway().acknowledgeHeartbeats(false);
        lifecycle.await(
                "a loss noticed",
                SOON,
                seen -> seen.getLast().equals("DisconnectEvent") || count(seen, "ReconnectStartEvent") > 1);
        it.simulator().faults().gateway().acknowledgeHeartbeats(true);
        lifecycle.await("a resume", SOON, seen -> count(seen, "ReconnectEvent") > resumes);
        say("after");
        untilHeard("after");
        assertThat(heard.all()).containsExactly("before", "quick heart", "after");
    }

    private void say(String text) {
        it.simulator().world().messages().post(it.channel().id(), it.ana(), text);
    }

    private void untilHeard(String text) throws Exception {
        heard.await("hears '" + text + "'", SOON, all -> all.contains(text));
    }

    private static int count(List<String> seen, String event) {
        return Collections.frequency(seen, event);
    }
}
