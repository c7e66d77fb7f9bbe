package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.User;
import discord4j.core.GatewayDiscordClient;
import discord4j.core.event.domain.message.MessageCreateEvent;
import discord4j.core.spec.MessageEditSpec;
import discord4j.discordjson.json.MessageReferenceData;
import discord4j.gateway.intent.IntentSet;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stock Discord4J client holds a conversation. */
@Timeout(60)
class Discord4JChatIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private Vertx vertx;
    private Simulator simulator;
    private User bot;
    private User ana;
    private Channel channel;
    private GatewayDiscordClient client;

    @BeforeEach
    void login() throws Exception {
        vertx = Vertx.vertx();
        simulator = Simulator.start(vertx, 0).await(5, TimeUnit.SECONDS);
        bot = simulator.world().createBot("rivulet");
        ana = simulator.world().createPerson("ana");
        channel = simulator.world().createChannel("general");
        client = Discord4J.login(simulator.baseUrl(), simulator.world().issueToken(bot.id()), IntentSet.all());
    }

    @AfterEach
    void logout() throws Exception {
        Discord4J.logout(client);
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void hearsAMentionRepliesAndEdits() throws Exception {
        client.on(MessageCreateEvent.class)
                .filter(event -> event.getMessage().getUserMentionIds().contains(client.getSelfId()))
                .flatMap(event -> event.getMessage()
                        .getChannel()
                        .flatMap(where -> where.type()
                                .then(where.createMessage("…")
                                        .withMessageReference(MessageReferenceData.builder()
                                                .messageId(event.getMessage()
                                                        .getId()
                                                        .asLong())
                                                .build())))
                        .flatMap(reply -> reply.edit(MessageEditSpec.create()
                                .withContentOrNull(
                                        "Hello, " + event.getMessage().getContent()))))
                .subscribe();

        var question = simulator.world().messages().post(channel.id(), ana, bot.mention() + " hi");

        var answer = simulator
                .until("an edited reply", SOON, () -> editedReply(question))
                .await(15, TimeUnit.SECONDS);
        assertThat(answer.content()).isEqualTo("Hello, " + bot.mention() + " hi");
        assertThat(answer.author()).isEqualTo(bot);
        assertThat(answer.edits()).isEqualTo(1);
        assertThat(Objects.requireNonNull(answer.editedAt())).isAfterOrEqualTo(answer.createdAt());
    }

    private Optional<Message> editedReply(Message question) {
        return simulator.world().messages().list(channel.id()).stream()
                .filter(message -> Objects.equals(message.repliesTo(), question.id()) && message.edits() > 0)
                .findFirst();
    }
}
