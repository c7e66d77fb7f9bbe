package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.world.Change;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Upload;
import discord4j.core.GatewayDiscordClient;
import discord4j.core.event.domain.Event;
import discord4j.core.event.domain.interaction.ButtonInteractionEvent;
import discord4j.core.event.domain.interaction.ChatInputInteractionEvent;
import discord4j.core.event.domain.interaction.ModalSubmitInteractionEvent;
import discord4j.core.event.domain.message.MessageCreateEvent;
import discord4j.core.object.component.ActionRow;
import discord4j.core.object.component.Button;
import discord4j.core.object.component.TextInput;
import discord4j.core.spec.MessageCreateFields;
import discord4j.gateway.intent.IntentSet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;

/**
 * The stock Discord4J client understands everything that is dispatched. (What it can't decode it drops with a mere warning, so every
 * kind of event is waited for here.)
 */
@Timeout(90)
class Discord4JEventsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Seen<String> events = new Seen<>();
    private Started it;
    private GatewayDiscordClient client;

    @BeforeEach
    void start() throws Exception {
        it = Started.fresh();
    }

    @AfterEach
    void stop() throws Exception {
        Discord4J.logout(client);
        it.close();
    }

    private void login() {
        client = Discord4J.login(
                it.simulator().baseUrl(),
                it.simulator().world().issueToken(it.bot().id()),
                IntentSet.all());
        client.on(Event.class).subscribe(event -> events.add(event.getClass().getSimpleName()));
    }

    private <E extends Event> void on(Class<E> type, Function<E, Publisher<?>> reaction) {
        client.on(type).flatMap(reaction).subscribe();
    }

    @Test
    void hearsEveryKindOfEvent() throws Exception {
        login();
        var world = it.simulator().world();
        var messages = world.messages();
        var channel = it.channel().id();
        messages.startTyping(channel, it.ana());
        var message = messages.post(channel, it.ana(), "hello");
        messages.post(channel, it.ana(), Draft.text("re").replyingTo(message.id()));
        messages.edit(channel, message.id(), it.ana(), Change.text("hello!"));
        messages.react(channel, message.id(), it.ana(), "👍");
        messages.unreact(channel, message.id(), it.ana(), "👍");
        var thread = world.createThread(channel, message.id(), it.ana(), "aside");
        messages.post(thread.id(), it.ana(), "in the thread");
        world.createChannel("another");
        world.createPerson("ben");
        var direct = world.openDirect(it.ana(), it.bot());
        messages.startTyping(direct.id(), it.ana());
        messages.post(direct.id(), it.ana(), "direct");
        messages.delete(channel, message.id(), it.ana());

        for (var expected : List.of(
                "TypingStartEvent",
                "MessageCreateEvent",
                "MessageUpdateEvent",
                "ReactionAddEvent",
                "ReactionRemoveEvent",
                "ThreadChannelCreateEvent",
                "TextChannelCreateEvent",
                "MemberJoinEvent",
                "MessageDeleteEvent")) {
            events.await(expected, SOON, seen -> seen.contains(expected));
        }
        // Two in the channel, starter and one more in the thread, one direct.
        events.await(
                "all messages",
                SOON,
                seen -> seen.stream().filter("MessageCreateEvent"::equals).count() == 5);
    }

    @Test
    void logsInToAServerWhosePayloadIsLong() throws Exception {
        for (int i = 0; i < 300; i++) {
            it.simulator()
                    .world()
                    .createChannel(it.simulator().world().home().id(), "channel-" + i, "topic ".repeat(100));
        }
        login();
        on(
                MessageCreateEvent.class,
                event -> event.getMessage().getChannel().flatMap(where -> where.createMessage("yes")));
        it.simulator().world().messages().post(it.channel().id(), it.ana(), "connected?");
        untilMessage(
                "an answer", it.channel().id(), message -> message.content().equals("yes"));
    }

    @Test
    void usesACommandThinksAndAnswers() throws Exception {
        login();
        on(
                ChatInputInteractionEvent.class,
                event -> event.deferReply()
                        .then(event.editReply("You asked: "
                                + event.getOptionAsString("question").orElse("?"))));
        var world = it.simulator().world();
        world.commands()
                .register(
                        it.bot().id(), null, new JsonObject().put("name", "ask").put("description", "Ask"));
        var options = new JsonArray()
                .add(new JsonObject().put("name", "question").put("type", 3).put("value", "why?"));
        world.interactions()
                .uses()
                .useCommand(it.ana(), it.channel().id(), it.bot().id(), "ask", options);
        var answer = untilMessage("the answer", it.channel().id(), message -> message.edits() > 0);
        assertThat(answer.content()).isEqualTo("You asked: why?");
        assertThat(answer.flags()).isZero();
    }

    @Test
    void pressesAButtonAndSendsADialog() throws Exception {
        login();
        on(
                ButtonInteractionEvent.class,
                event -> event.presentModal("Why?", "reason", List.of(ActionRow.of(TextInput.small("text")))));
        on(
                ModalSubmitInteractionEvent.class,
                event -> event.edit("Stopped: "
                        + event.getComponents(TextInput.class)
                                .getFirst()
                                .getValue()
                                .orElse("?")));
        on(
                MessageCreateEvent.class,
                event -> event.getMessage()
                        .getChannel()
                        .filter(where -> event.getMessage().getContent().equals("go"))
                        .flatMap(where -> where.createMessage("Writing")
                                .withComponents(ActionRow.of(Button.danger("stop", "Stop")))));
        var world = it.simulator().world();
        world.messages().post(it.channel().id(), it.ana(), "go");
        var message = untilMessage(
                "a button", it.channel().id(), written -> !written.components().isEmpty());
        var pressed = world.interactions().uses().press(it.ana(), message, "stop");
        it.simulator()
                .until(
                        "a dialog",
                        SOON,
                        () -> Optional.ofNullable(
                                world.interactions().get(pressed.id()).answeredBy()))
                .await(30, TimeUnit.SECONDS);
        it.simulator().person(it.ana()).submits(pressed, Map.of("text", "too long"));
        var stopped = untilMessage("the end", it.channel().id(), written -> written.edits() > 0);
        assertThat(stopped.content()).isEqualTo("Stopped: too long");
    }

    @Test
    void sendsAndReceivesFiles() throws Exception {
        login();
        var world = it.simulator().world();
        on(
                MessageCreateEvent.class,
                event -> event.getMessage()
                        .getChannel()
                        .filter(where -> !event.getMessage().getAttachments().isEmpty()
                                && !Objects.equals(
                                        event.getMember()
                                                .map(member -> member.getId().asLong()),
                                        Optional.of(it.bot().id())))
                        .flatMap(where -> where.createMessage(event.getMessage()
                                        .getAttachments()
                                        .getFirst()
                                        .getUrl())
                                .withFiles(MessageCreateFields.File.of(
                                        "back.txt",
                                        new ByteArrayInputStream("back".getBytes(StandardCharsets.UTF_8))))));
        world.messages()
                .post(
                        it.channel().id(),
                        it.ana(),
                        Draft.text("look").with(new Upload("a.txt", "text/plain", Buffer.buffer("there"))));
        var back = untilMessage(
                "a file", it.channel().id(), message -> message.author().equals(it.bot()));
        assertThat(back.attachments().getFirst().data().toString()).isEqualTo("back");
        assertThat(back.content()).startsWith(it.simulator().origin() + "/attachments/");
    }

    private Message untilMessage(String what, long channelId, java.util.function.Predicate<Message> wanted)
            throws Exception {
        return it.simulator()
                .until(
                        what,
                        SOON,
                        () -> it.simulator().world().messages().list(channelId).stream()
                                .filter(wanted)
                                .findFirst())
                .await(30, TimeUnit.SECONDS);
    }
}
