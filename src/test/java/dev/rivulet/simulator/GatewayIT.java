package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.gateway.CloseCode;
import dev.rivulet.simulator.world.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway's protocol, spoken by hand. */
class GatewayIT {
    private static final int GUILDS = 1;
    private static final int GUILD_MESSAGES = 1 << 9;
    private static final int GUILD_TYPING = 1 << 11;
    private static final int DIRECT_MESSAGES = 1 << 12;
    private static final int MESSAGE_CONTENT = 1 << 15;

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
    void acknowledgesTheFirstHeartbeatBeforeIdentify() throws Exception {
        var client = GatewayClient.connect(it);
        client.send(1, null);
        var ack = client.next(11);
        assertThat(ack.containsKey("t")).isTrue();
        assertThat(ack.containsKey("s")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"op\": 99}                                                              | 4001",
                "no json                                                                   | 4002",
                "[]                                                                        | 4002",
                "{\"op\": 2, \"d\": 5}                                                     | 4002",
                "{\"op\": 8, \"d\": {}}                                                    | 4003",
                "{\"op\": 2, \"d\": {\"token\": \"wrong\", \"intents\": 0}}                | 4004",
                "{\"op\": 6, \"d\": {\"token\": \"wrong\", \"session_id\": \"x\", \"seq\": 1}} | 4004",
            })
    void closesOnWhatItDoesNotAccept(String payload, int code) throws Exception {
        var client = GatewayClient.connect(it);
        client.sendText(payload);
        assertThat(client.closeCode()).isEqualTo(code);
    }

    @Test
    void closesOnWrongAndDisallowedIntents() throws Exception {
        var world = it.simulator().world();
        assertThat(GatewayClient.identified(it, 1 << 30).closeCode()).isEqualTo(4013);
        world.update(world.application(it.bot().id()).withMessageContent(false));
        assertThat(GatewayClient.identified(it, MESSAGE_CONTENT).closeCode()).isEqualTo(4014);
        var allowed = GatewayClient.identified(it, GUILD_MESSAGES);
        allowed.event("READY");
        allowed.identify(world.issueToken(it.bot().id()), 0);
        assertThat(allowed.closeCode()).isEqualTo(4005);
    }

    @Test
    void tellsEachSessionWhatItAskedFor() throws Exception {
        var client = GatewayClient.identified(it, GUILDS | GUILD_MESSAGES | MESSAGE_CONTENT);
        assertThat(client.event("READY").getJsonObject("application").getString("id"))
                .isEqualTo(Long.toString(it.bot().id()));
        assertThat(client.event("GUILD_CREATE").getJsonArray("channels")).hasSize(1);
        var world = it.simulator().world();
        var messages = world.messages();
        messages.startTyping(it.channel().id(), it.ana());
        var direct = world.openDirect(it.ana(), it.bot());
        messages.post(direct.id(), it.ana(), "not asked for");
        var message = messages.post(it.channel().id(), it.ana(), "hello");
        messages.edit(it.channel().id(), message.id(), it.ana(), Change.text("hello!"));
        messages.delete(it.channel().id(), message.id(), it.ana());
        assertThat(client.event("MESSAGE_CREATE").getString("content")).isEqualTo("hello");
        assertThat(client.event("MESSAGE_UPDATE").getString("content")).isEqualTo("hello!");
        assertThat(client.event("MESSAGE_DELETE").getString("id")).isEqualTo(Long.toString(message.id()));
    }

    @Test
    void sendsTypingReactionsAndThreads() throws Exception {
        var client = GatewayClient.identified(it, GUILDS | GUILD_MESSAGES | GUILD_TYPING | (1 << 10));
        client.event("READY");
        client.event("GUILD_CREATE");
        var world = it.simulator().world();
        world.messages().startTyping(it.channel().id(), it.ana());
        assertThat(client.event("TYPING_START").getString("user_id"))
                .isEqualTo(Long.toString(it.ana().id()));
        var message = world.messages().post(it.channel().id(), it.ana(), "x");
        client.event("MESSAGE_CREATE");
        world.messages().react(it.channel().id(), message.id(), it.ana(), "👍");
        assertThat(client.event("MESSAGE_REACTION_ADD").getJsonObject("emoji").getString("name"))
                .isEqualTo("👍");
        world.messages().unreact(it.channel().id(), message.id(), it.ana(), "👍");
        client.event("MESSAGE_REACTION_REMOVE");
        world.createThread(it.channel().id(), message.id(), it.ana(), "aside");
        assertThat(client.event("THREAD_CREATE").getBoolean("newly_created")).isTrue();
        world.createChannel("another");
        client.event("MESSAGE_CREATE");
        client.event("MESSAGE_UPDATE");
        client.event("CHANNEL_CREATE");
    }

    @Test
    void stripsTextWithoutTheIntentButForMentionsDirectMessagesAndItsOwn() throws Exception {
        var client = GatewayClient.identified(it, GUILD_MESSAGES | DIRECT_MESSAGES);
        client.event("READY");
        var world = it.simulator().world();
        var channel = it.channel().id();
        world.messages().post(channel, it.ana(), "secret");
        assertThat(client.event("MESSAGE_CREATE").getString("content")).isEmpty();
        world.messages().post(channel, it.ana(), it.bot().mention() + " open");
        assertThat(client.event("MESSAGE_CREATE").getString("content")).endsWith("open");
        world.messages().post(channel, it.bot(), "own");
        assertThat(client.event("MESSAGE_CREATE").getString("content")).isEqualTo("own");
        var direct = world.openDirect(it.ana(), it.bot());
        client.event("CHANNEL_CREATE");
        world.messages().post(direct.id(), it.ana(), "direct");
        assertThat(client.event("MESSAGE_CREATE").getString("content")).isEqualTo("direct");
    }

    @Test
    void replaysWhatWasMissedInOrder() throws Exception {
        var first = GatewayClient.identified(it, GUILD_MESSAGES | MESSAGE_CONTENT);
        var session = first.event("READY").getString("session_id");
        it.simulator().faults().gateway().drop();
        assertThat(first.closeCode()).isEqualTo(1006);
        for (int i = 0; i < 3; i++) {
            it.simulator().world().messages().post(it.channel().id(), it.ana(), "missed " + i);
        }
        var second = GatewayClient.connect(it);
        second.resume(it.simulator().world().issueToken(it.bot().id()), session, first.lastSequence());
        for (int i = 0; i < 3; i++) {
            assertThat(second.event("MESSAGE_CREATE").getString("content")).isEqualTo("missed " + i);
        }
        second.event("RESUMED");
    }

    @Test
    void refusesToResumeWhatItForgot() throws Exception {
        var first = GatewayClient.identified(it, GUILD_MESSAGES);
        var session = first.event("READY").getString("session_id");
        var token = it.simulator().world().issueToken(it.bot().id());
        first.close(1000);
        it.simulator()
                .until("the session is gone", java.time.Duration.ofSeconds(5), () -> {
                    return it.simulator().gateway().isOnline(it.bot().id())
                            ? java.util.Optional.empty()
                            : java.util.Optional.of(true);
                })
                .await(6, java.util.concurrent.TimeUnit.SECONDS);
        var second = GatewayClient.connect(it);
        second.resume(token, session, 1);
        assertThat(second.next(9).getBoolean("d")).isFalse();
    }

    @Test
    void refusesToResumeWhenTooMuchWasMissed() throws Exception {
        var first = GatewayClient.identified(it, GUILD_MESSAGES);
        var session = first.event("READY").getString("session_id");
        it.simulator().faults().gateway().drop();
        first.closeCode();
        for (int i = 0; i < 1001; i++) {
            it.simulator().world().messages().post(it.channel().id(), it.ana(), "x");
        }
        var second = GatewayClient.connect(it);
        second.resume(it.simulator().world().issueToken(it.bot().id()), session, first.lastSequence());
        assertThat(second.next(9).getBoolean("d")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void closesWithEachCodeOnRequest(CloseCode code) throws Exception {
        var client = GatewayClient.identified(it, 0);
        client.event("READY");
        it.simulator().faults().gateway().close(code);
        assertThat(client.closeCode()).isEqualTo(code.code());
    }

    @Test
    void asksToReconnectInvalidatesAndStopsAcknowledgingOnRequest() throws Exception {
        var client = GatewayClient.identified(it, 0);
        client.event("READY");
        var faults = it.simulator().faults().gateway();
        faults.askToReconnect();
        client.next(7);
        faults.invalidateSession(true);
        assertThat(client.next(9).getBoolean("d")).isTrue();
        faults.acknowledgeHeartbeats(false);
        client.send(1, null);
        client.send(1, null);
        faults.askToReconnect();
        client.next(7);
    }
}
