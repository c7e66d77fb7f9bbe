package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Upload;
import discord4j.core.GatewayDiscordClient;
import discord4j.core.event.domain.Event;
import discord4j.core.event.domain.interaction.ChatInputAutoCompleteEvent;
import discord4j.core.event.domain.interaction.ChatInputInteractionEvent;
import discord4j.core.event.domain.interaction.MessageInteractionEvent;
import discord4j.core.event.domain.interaction.SelectMenuInteractionEvent;
import discord4j.core.object.command.ApplicationCommandOption;
import discord4j.core.object.component.ActionRow;
import discord4j.core.object.component.SelectMenu;
import discord4j.core.object.entity.Attachment;
import discord4j.core.object.entity.Member;
import discord4j.discordjson.json.ApplicationCommandOptionChoiceData;
import discord4j.discordjson.json.ApplicationCommandOptionData;
import discord4j.discordjson.json.ApplicationCommandRequest;
import discord4j.gateway.intent.IntentSet;
import discord4j.rest.util.Permission;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;

/** The stock Discord4J client registers commands, and understands and answers every way in which a person uses them. */
@Timeout(90)
class Discord4JInteractionsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Started it;
    private Person ana;
    private GatewayDiscordClient client;

    @BeforeEach
    void start() throws Exception {
        it = Started.fresh();
        ana = it.simulator().person(it.ana());
        client = Discord4J.login(
                it.simulator().baseUrl(),
                it.simulator().world().issueToken(it.bot().id()),
                IntentSet.all());
        client.getRestClient()
                .getApplicationService()
                .bulkOverwriteGlobalApplicationCommand(it.bot().id(), List.of(ask(), about(), settings()))
                .collectList()
                .block(SOON);
    }

    @AfterEach
    void stop() throws Exception {
        Discord4J.logout(client);
        it.close();
    }

    private static ApplicationCommandRequest ask() {
        return ApplicationCommandRequest.builder()
                .name("ask")
                .description("Ask")
                .addOption(option("question", ApplicationCommandOption.Type.STRING)
                        .required(true)
                        .maxLength(200)
                        .build())
                .addOption(option("model", ApplicationCommandOption.Type.STRING)
                        .autocomplete(true)
                        .build())
                .addOption(
                        option("where", ApplicationCommandOption.Type.CHANNEL).build())
                .addOption(
                        option("file", ApplicationCommandOption.Type.ATTACHMENT).build())
                .build();
    }

    private static ApplicationCommandRequest settings() {
        return ApplicationCommandRequest.builder()
                .name("settings")
                .description("Settings")
                .defaultMemberPermissions(Long.toString(Permission.MANAGE_GUILD.getValue()))
                .addOption(option("show", ApplicationCommandOption.Type.SUB_COMMAND)
                        .build())
                .build();
    }

    private static ApplicationCommandRequest about() {
        return ApplicationCommandRequest.builder()
                .name("Ask about this")
                .type(3)
                .build();
    }

    private static discord4j.discordjson.json.ImmutableApplicationCommandOptionData.Builder option(
            String name, ApplicationCommandOption.Type type) {
        return ApplicationCommandOptionData.builder()
                .name(name)
                .description(name)
                .type(type.getValue());
    }

    private <E extends Event> void on(Class<E> type, Function<E, Publisher<?>> reaction) {
        client.on(type).flatMap(reaction).subscribe();
    }

    private Message answered(Interaction interaction) throws Exception {
        return it.simulator()
                .until("an answer", SOON, () -> ana.answer(interaction).filter(message -> message.flags() >> 7 == 0))
                .await(30, TimeUnit.SECONDS);
    }

    @Test
    void aCommandComesWithItsOptionsAndWhatTheyStandFor() throws Exception {
        it.simulator().world().members().speak(it.ana(), "de");
        it.simulator().world().members().speak(it.simulator().world().home(), "fr");
        on(
                ChatInputInteractionEvent.class,
                event -> event.reply(String.join(
                                " ",
                                event.getOptionAsString("question").orElse("?"),
                                event.getOption("file")
                                        .flatMap(option -> option.getValue())
                                        .map(value -> value.asAttachment())
                                        .map(Attachment::getFilename)
                                        .orElse("?"),
                                event.getInteraction().getUserLocale(),
                                event.getInteraction().getGuildLocale().orElse("?")))
                        .withEphemeral(true));
        var use = ana.uses(
                it.channel(),
                it.bot(),
                "ask",
                Map.of(
                        "question",
                        "why?",
                        "where",
                        it.channel().id(),
                        "file",
                        new Upload("notes.txt", "text/plain", Buffer.buffer("n"))));
        var answer = answered(use);
        assertThat(answer.content()).isEqualTo("why? notes.txt de fr");
        assertThat(answer.visibleTo()).isEqualTo(it.ana().id());
        assertThat(ana.sees(it.channel())).contains(answer);
        var ben = it.simulator().person(it.simulator().world().createPerson("ben"));
        assertThat(ben.sees(it.channel())).isEmpty();
    }

    @Test
    void theBotProposesValuesWhileAPersonTypes() throws Exception {
        on(
                ChatInputAutoCompleteEvent.class,
                event -> event.respondWithSuggestions(List.of(ApplicationCommandOptionChoiceData.builder()
                        .name(event.getFocusedOption().getName())
                        .value(event.getFocusedOption().getValue().orElseThrow().asString() + "ma")
                        .build())));
        var choices = ana.choices(ana.types(it.channel(), it.bot(), "ask", "model", "lla"), SOON)
                .await(30, TimeUnit.SECONDS);
        assertThat(choices).containsExactly(new JsonObject("{\"name\": \"model\", \"value\": \"llama\"}"));
    }

    @Test
    void theMenuOfAMessageGivesTheMessage() throws Exception {
        on(
                MessageInteractionEvent.class,
                event -> event.deferReply()
                        .then(event.editReply(
                                "About: " + event.getResolvedMessage().getContent())));
        var message = ana.says(it.channel(), "The sky is blue.");
        assertThat(answered(ana.usesOn(message, it.bot(), "Ask about this")).content())
                .isEqualTo("About: The sky is blue.");
    }

    @Test
    void aMenuBelowAMessageGivesWhatWasChosen() throws Exception {
        on(
                ChatInputInteractionEvent.class,
                event -> event.reply("Choose")
                        .withComponents(ActionRow.of(SelectMenu.of(
                                "model", SelectMenu.Option.of("One", "1"), SelectMenu.Option.of("Two", "2")))));
        on(
                SelectMenuInteractionEvent.class,
                event -> event.edit("Chosen: " + event.getValues()).withComponents(List.of()));
        var menu = answered(ana.uses(it.channel(), it.bot(), "ask", Map.of("question", "?")));
        var chosen = answered(ana.chooses(menu, "model", "2"));
        assertThat(chosen.id()).isEqualTo(menu.id());
        assertThat(chosen.content()).isEqualTo("Chosen: [2]");
        assertThat(chosen.components()).isEmpty();
    }

    @Test
    void whoUsesACommandComesWithRolesAndPermissions() throws Exception {
        on(
                ChatInputInteractionEvent.class,
                event -> event.reply(event.getOptions().getFirst().getName() + " "
                        + event.getInteraction()
                                .getMember()
                                .map(Member::getRoleIds)
                                .orElseThrow()
                                .size()));
        it.simulator().world().members().makeAdministrator(it.ana());
        assertThat(answered(ana.uses(it.channel(), it.bot(), "settings show")).content())
                .isEqualTo("show 1");
    }
}
