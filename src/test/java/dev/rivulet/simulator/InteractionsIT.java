package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Interactions;
import dev.rivulet.simulator.world.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands and buttons over HTTP: once, in time, and with the interaction's own token. */
class InteractionsIT {
    private static final String MESSAGE = "{\"type\": 4, \"data\": {\"content\": \"Here I am.\"}}";

    private Started it;
    private Rest bot;
    private String webhook;

    @BeforeEach
    void start() throws Exception {
        it = Started.fresh();
        bot = Rest.bot(it.simulator(), it.bot().id());
        var registered =
                bot.post(commands(), new JsonObject().put("name", "ask").put("description", "Ask me"));
        assertThat(registered.status()).isEqualTo(201);
    }

    @AfterEach
    void stop() throws Exception {
        it.close();
    }

    @Test
    void registersReplacesAndRemovesCommands() throws Exception {
        assertThat(bot.post(commands(), new JsonObject().put("name", "ask").put("description", "Ask again"))
                        .status())
                .isEqualTo(200);
        assertThat(bot.post(commands(), new JsonObject().put("name", "No Spaces"))
                        .code())
                .isEqualTo(50035);
        var all = bot.call(
                "PUT",
                commands(),
                "[{\"name\": \"stop\", \"description\": \"Stop\"}, {\"name\": \"Explain\", \"type\": 3}]");
        assertThat(all.array()).hasSize(2);
        assertThat(bot.get(commands()).array()).hasSize(2);
        var id = all.array().getJsonObject(0).getString("id");
        assertThat(bot.call("DELETE", commands() + "/" + id, null).status()).isEqualTo(204);
        assertThat(bot.get(commands() + "/" + id).code()).isEqualTo(10063);
        var inGuild = "/applications/" + it.bot().id() + "/guilds/"
                + it.simulator().world().home().id() + "/commands";
        assertThat(bot.call("PUT", inGuild, "[{\"name\": \"here\", \"description\": \"Here\"}]")
                        .array())
                .hasSize(1);
    }

    @Test
    void answersOnceAndEditsAndFollowsUp() throws Exception {
        var interaction = ask();
        assertThat(callback(interaction, MESSAGE).status()).isEqualTo(204);
        assertThat(callback(interaction, MESSAGE).code()).isEqualTo(40060);
        assertThat(bot.get(webhook + "/messages/@original").json().getString("content"))
                .isEqualTo("Here I am.");
        assertThat(bot.call("PATCH", webhook + "/messages/@original", "{\"content\": \"Still here.\"}")
                        .json()
                        .getString("content"))
                .isEqualTo("Still here.");
        var more = bot.post(webhook, new JsonObject().put("content", "More."));
        assertThat(more.status()).isEqualTo(200);
        assertThat(bot.call("DELETE", webhook + "/messages/" + more.id(), null).status())
                .isEqualTo(204);
        assertThat(bot.get(webhook + "x/messages/@original").code()).isEqualTo(50027);
    }

    @Test
    void showsThatItThinksUntilTheAnswerComes() throws Exception {
        var interaction = ask();
        var answer =
                bot.call("POST", path(interaction) + "?with_response=true", "{\"type\": 5, \"data\": {\"flags\": 64}}");
        assertThat(answer.json().getJsonObject("interaction").getBoolean("response_message_loading"))
                .isTrue();
        assertThat(bot.get("/channels/" + it.channel().id() + "/messages").array())
                .as("an answer that only ana sees")
                .isEmpty();
        var edited = bot.call("PATCH", webhook + "/messages/@original", "{\"content\": \"Done.\"}")
                .json();
        assertThat(edited.getInteger("flags")).isEqualTo(64);
        assertThat(edited.getString("content")).isEqualTo("Done.");
    }

    @Test
    void refusesAnAnswerAfterTheDeadline() throws Exception {
        var failed = new AtomicBoolean();
        it.simulator().subscribe(event -> {
            if (event instanceof dev.rivulet.simulator.world.WorldEvent.InteractionFailed) {
                failed.set(true);
            }
        });
        it.simulator()
                .faults()
                .rest()
                .next(RouteKind.INTERACTION_CALLBACK, new RestFault.Slow(Interactions.DEADLINE.plusMillis(200)));
        assertThat(callback(ask(), MESSAGE).code()).isEqualTo(10062);
        it.simulator()
                .until(
                        "the interaction failed",
                        Duration.ofSeconds(5),
                        () -> failed.get() ? Optional.of(true) : Optional.empty())
                .await(6, TimeUnit.SECONDS);
    }

    @Test
    void aButtonChangesTheMessageItStandsOn() throws Exception {
        var row = new JsonArray(
                "[{\"type\": 1, \"components\": [{\"type\": 2, \"style\": 4, \"label\": \"Stop\", \"custom_id\": \"stop\"}]}]");
        var posted = bot.post(
                "/channels/" + it.channel().id() + "/messages",
                new JsonObject().put("content", "Writing").put("components", row));
        var world = it.simulator().world();
        var message = world.messages().get(it.channel().id(), Long.parseLong(posted.id()));
        var pressed = world.interactions().uses().press(it.ana(), message, "stop");
        assertThat(callback(pressed, "{\"type\": 7, \"data\": {\"content\": \"Stopped.\", \"components\": []}}")
                        .status())
                .isEqualTo(204);
        assertThat(world.messages().get(it.channel().id(), message.id()).content())
                .isEqualTo("Stopped.");
    }

    @Test
    void peopleCannotUseWhatIsNotThere() {
        assertThatThrownBy(() -> it.simulator()
                        .world()
                        .interactions()
                        .uses()
                        .useCommand(it.ana(), it.channel().id(), it.bot().id(), "dance", new JsonArray()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(10063));
    }

    private Interaction ask() {
        var options = new JsonArray()
                .add(new JsonObject().put("name", "q").put("type", 3).put("value", "hi"));
        var interaction = it.simulator()
                .world()
                .interactions()
                .uses()
                .useCommand(it.ana(), it.channel().id(), it.bot().id(), "ask", options);
        webhook = "/webhooks/" + it.bot().id() + "/" + interaction.token();
        return interaction;
    }

    private Rest.Answer callback(Interaction interaction, String body) throws Exception {
        return bot.call("POST", path(interaction), body);
    }

    private static String path(Interaction interaction) {
        return "/interactions/" + interaction.id() + "/" + interaction.token() + "/callback";
    }

    private String commands() {
        return "/applications/" + it.bot().id() + "/commands";
    }
}
