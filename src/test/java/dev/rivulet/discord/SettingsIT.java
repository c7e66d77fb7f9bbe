package dev.rivulet.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.discord.Scene.Question;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people choose by commands. */
@Timeout(120)
class SettingsIT {
    @TempDir
    Path data;

    private static ChatRequest asked(Scene scene, User who, String text) {
        scene.says(who, scene.bot.mention() + " " + text);
        return scene.question().request();
    }

    @Test
    void aChoiceInAChannelIsThatPersonsAlone() {
        try (Scene scene = Scene.choosing(data)) {
            User bob = scene.discord.world().createPerson("Bob");
            scene.uses(scene.ada, scene.channel.id(), "model", "name", "fake/model-2");
            scene.whispered(scene.ada, "From now on for your questions in this channel: model-2 · fake");
            ChatRequest adas = asked(scene, scene.ada, "a question");
            assertThat(adas.backend()).isEqualTo("fake");
            assertThat(adas.model()).isEqualTo("model-2");
            assertThat(asked(scene, bob, "another").backend()).isNull();

            scene.uses(scene.ada, scene.channel.id(), "model", "name", "default");
            scene.whispered(scene.ada, "for your questions in this channel: the usual");
            assertThat(asked(scene, scene.ada, "a third").model()).isNull();
        }
    }

    @Test
    void aChoiceInADirectMessageIsTheConversationsAlsoAfterARestart() {
        try (Scene scene = Scene.choosing(data)) {
            Channel direct = scene.discord.world().openDirect(scene.ada, scene.bot);
            scene.uses(scene.ada, direct.id(), "backend", "name", "other");
            scene.whispered(direct.id(), scene.ada, "From now on in this conversation: other");
            scene.uses(scene.ada, direct.id(), "prompt", "name", "pirate");
            scene.whispered(direct.id(), scene.ada, "From now on in this conversation: pirate");
            scene.logOut();
            scene.logIn(scene.config());
            scene.discord.world().messages().post(direct.id(), scene.ada, "a question");
            ChatRequest request = scene.question().request();
            assertThat(request.backend()).isEqualTo("other");
            assertThat(request.origin().profile()).isEqualTo("pirate");
            assertThat(asked(scene, scene.ada, "elsewhere").backend()).isNull();
        }
    }

    @Test
    void onlyAdminsChooseForTheWholeChannel() {
        try (Scene scene = Scene.choosing(data)) {
            User eve = scene.discord
                    .world()
                    .members()
                    .makeAdministrator(scene.discord.world().createPerson("Eve"));
            scene.uses(scene.ada, scene.channel.id(), "backend", "name", "other", "for", "channel");
            scene.whispered(scene.ada, "Only who may manage this server");
            scene.uses(eve, scene.channel.id(), "backend", "name", "other", "for", "channel");
            scene.whispered(eve, "where nobody chose otherwise: other");
            assertThat(asked(scene, scene.ada, "a question").backend()).isEqualTo("other");
            scene.uses(scene.ada, scene.channel.id(), "backend", "name", "fake");
            scene.whispered(scene.ada, "for your questions in this channel: fake");
            assertThat(asked(scene, scene.ada, "another").backend()).isEqualTo("fake");
        }
    }

    @Test
    void refusesWhatIsNotOnOffer() {
        try (Scene scene = Scene.choosing(data)) {
            scene.uses(scene.ada, scene.channel.id(), "backend", "name", "nobody");
            scene.whispered(scene.ada, "There is no backend “nobody”, only fake, other.");
            scene.uses(scene.ada, scene.channel.id(), "prompt", "name", "nobody");
            scene.whispered(scene.ada, "There is no prompt “nobody”, only default, pirate.");
        }
    }

    static List<String> suggested(Scene scene, String command, String typed) {
        scene.until(
                "the commands",
                () -> scene.discord.world().commands().list(scene.bot.id(), null).stream()
                        .findFirst());
        JsonObject option = new JsonObject()
                .put("name", "name")
                .put("type", 3)
                .put("value", typed)
                .put("focused", true);
        Interaction typing = scene.discord
                .world()
                .interactions()
                .uses()
                .complete(scene.ada, scene.channel.id(), scene.bot.id(), command, new JsonArray().add(option));
        JsonObject answer = scene.until(
                "suggestions",
                () -> Optional.of(scene.discord.world().interactions().get(typing.id()))
                        .filter(interaction -> interaction.answeredBy() != null)
                        .map(Interaction::answer));
        return answer.getJsonArray("choices").stream()
                .map(choice -> ((JsonObject) choice).getString("value"))
                .toList();
    }

    @Test
    void suggestsWhatThereIsToChoose() {
        try (Scene scene = Scene.choosing(data)) {
            assertThat(suggested(scene, "model", "")).containsExactly("default", "fake/model-1", "fake/model-2");
            assertThat(suggested(scene, "model", "L-2")).containsExactly("fake/model-2");
            assertThat(suggested(scene, "backend", "")).containsExactly("default", "fake", "other");
            assertThat(suggested(scene, "prompt", "pi")).containsExactly("pirate");
        }
    }

    @Test
    void aFreshConversationKnowsNothingOfWhatWasSaidBefore() {
        try (Scene scene = Scene.choosing(data)) {
            Channel direct = scene.discord.world().openDirect(scene.ada, scene.bot);
            scene.discord.world().messages().post(direct.id(), scene.ada, "a secret");
            Question before = scene.question();
            before.starts().text("I keep it").completes();
            scene.sees(direct.id(), "the answer", each -> each.content().contains("fake"));
            scene.uses(scene.ada, direct.id(), "reset");
            scene.whispered(direct.id(), scene.ada, "is forgotten");
            scene.discord.world().messages().post(direct.id(), scene.ada, "which secret?");
            Question after = scene.question();
            assertThat(after.request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("which secret?");
            assertThat(after.request().conversation())
                    .isNotEqualTo(before.request().conversation());
            after.starts().text("None").completes();
            scene.sees(direct.id(), "the answer", each -> each.content().startsWith("None\n-# model-1"));
            scene.discord.world().messages().post(direct.id(), scene.ada, "really?");
            Question later = scene.question();
            assertThat(later.request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("which secret?", "None", "really?");
            assertThat(later.request().conversation()).isEqualTo(after.request().conversation());
        }
    }

    @Test
    void writesOnceWhereAPersonWantsTheFinalTextOnly() {
        try (Scene scene = Scene.choosing(data)) {
            scene.uses(scene.ada, scene.channel.id(), "settings", "final-text-only", true);
            scene.whispered(scene.ada, "Final text only: on");
            scene.asks("a question");
            Question question = scene.question();
            Message placeholder = scene.seesText("thinking");
            question.starts().text("One").text(" word".repeat(500));
            scene.seesText("continues below");
            question.text(" after another").completes();
            scene.seesText("after another\n-# model-1");
            String route = "/messages/{message_id}";
            assertThat(scene.requests.stream()
                            .filter(each -> each.method().equals("PATCH")
                                    && each.route().endsWith(route)
                                    && each.path().endsWith("/" + placeholder.id())))
                    .hasSize(1);
            assertThat(scene.requests.stream()
                            .filter(each -> each.method().equals("PATCH")
                                    && each.route().startsWith("/channels")))
                    .hasSize(1);
        }
    }

    @Test
    void showsNothingBeforeThereIsTextWhereAPersonWantsItQuiet() {
        try (Scene scene = Scene.choosing(data)) {
            scene.uses(scene.ada, scene.channel.id(), "settings", "quiet", true);
            Message settings = scene.whispered(scene.ada, "No placeholder: on");
            scene.asks("a question");
            Question question = scene.question();
            question.starts().writes(new Status("loading the model"));
            scene.until(
                    "typing",
                    () -> scene.requests.stream()
                            .filter(each -> each.route().endsWith("/typing"))
                            .findFirst());
            assertThat(scene.ours()).extracting(Message::id).containsExactly(settings.id());
            question.text("Here it is").completes();
            scene.seesText("Here it is");
        }
    }

    @Test
    void showsWhatIsLeftOfTheBudgets() {
        try (Scene scene = Scene.choosing(data)) {
            scene.uses(scene.ada, scene.channel.id(), "budget");
            assertThat(scene.whispered(scene.ada, "You: 0 of 5 questions today").content())
                    .contains("Everybody: 0 of 9,000 tokens today".replace(",", ""))
                    .contains("A new day begins <t:");
        }
    }

    @Test
    void helpNamesEveryCommandToWhoAsksAlone() {
        try (Scene scene = Scene.choosing(data)) {
            scene.uses(scene.ada, scene.channel.id(), "help");
            String help = scene.whispered(scene.ada, "Mention me").content();
            List<String> others = scene.discord.world().commands().list(scene.bot.id(), null).stream()
                    .map(command -> command.name())
                    .filter(name -> !name.equals("help"))
                    .toList();
            assertThat(others).contains("ask", "stop", "reset");
            assertThat(others).allSatisfy(name -> assertThat(help).containsAnyOf("`/" + name + "`", "“" + name + "”"));
            assertThat(scene.ours())
                    .allSatisfy(line -> assertThat(line.visibleTo()).isEqualTo(scene.ada.id()));
            assertThat(scene.questionsWaiting()).isZero();
        }
    }

    @Test
    void speaksThePersonsLanguage() {
        try (Scene scene = Scene.choosing(data)) {
            scene.discord.world().members().speak(scene.ada, "de");
            scene.uses(scene.ada, scene.channel.id(), "backend", "name", "other");
            scene.whispered(scene.ada, "Ab jetzt für deine Fragen in diesem Kanal: other");
            scene.asks("eine Frage");
            scene.question().starts().text("Antwort");
            assertThat(Scene.buttons(scene.seesText("Antwort"))).containsExactly("Anhalten");
            JsonObject ask = scene.discord.world().commands().list(scene.bot.id(), null).stream()
                    .filter(each -> each.name().equals("ask"))
                    .findFirst()
                    .orElseThrow()
                    .definition();
            assertThat(ask.getJsonObject("description_localizations").getString("de"))
                    .isEqualTo("Eine Frage stellen");
        }
    }

    @Test
    void losingTheStoreCostsSettingsAndNoAnswer() {
        try (Scene scene = Scene.choosing(data)) {
            scene.uses(scene.ada, scene.channel.id(), "backend", "name", "other");
            scene.whispered(scene.ada, "this channel: other");
            scene.loseTheStore();
            scene.uses(scene.ada, scene.channel.id(), "backend", "name", "fake");
            scene.whispered(scene.ada, "can't be kept just now");
            assertThat(asked(scene, scene.ada, "a question").backend()).isNull();
        }
    }
}
