package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.simulator.rest.Limit;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Interactions;
import dev.rivulet.simulator.world.MessageKind;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.Upload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do by hand, and what Discord lets them and bots do. */
class PersonIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String COMMANDS = """
            [{"name": "ask", "description": "Ask", "options": [
                {"name": "question", "description": "Question", "type": 3, "required": true, "max_length": 20},
                {"name": "size", "description": "Size", "type": 4, "min_value": 1, "max_value": 9},
                {"name": "kind", "description": "Kind", "type": 3, "choices": [{"name": "Short", "value": "s"}]},
                {"name": "model", "description": "Model", "type": 3, "autocomplete": true}]},
             {"name": "admin", "description": "Admins", "default_member_permissions": "32", "contexts": [0]},
             {"name": "Explain", "type": 3}]
            """;

    private final Optional<Spec> spec = Spec.ifAtHand();
    private Started it;
    private Rest bot;
    private Person ana;
    private Person ben;

    @BeforeEach
    void start() throws Exception {
        it = Started.fresh();
        spec.ifPresent(described -> described.watch(it.simulator()));
        bot = Rest.bot(it.simulator(), it.bot().id());
        ana = it.simulator().person(it.ana());
        ben = it.simulator().person(it.simulator().world().createPerson("ben"));
        assertThat(bot.call("PUT", "/applications/" + it.bot().id() + "/commands", COMMANDS)
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() throws Exception {
        it.close();
        spec.ifPresent(Spec::check);
    }

    private Interaction ask() {
        return ana.uses(it.channel(), it.bot(), "ask", Map.of("question", "why?"));
    }

    private Rest.Answer callback(Interaction interaction, String body) throws Exception {
        return bot.call("POST", "/interactions/" + interaction.id() + "/" + interaction.token() + "/callback", body);
    }

    private static void refused(int code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aClientSendsNoOptionsThatTheCommandDoesNotTake() {
        refused(50035, () -> ana.uses(it.channel(), it.bot(), "ask"));
        for (var wrong : Set.of(
                Map.of("question", "x".repeat(21)),
                Map.of("question", "q", "size", 10),
                Map.of("question", "q", "kind", "l"),
                Map.of("question", "q", "colour", "red"))) {
            refused(50035, () -> ana.uses(it.channel(), it.bot(), "ask", wrong));
        }
        refused(10063, () -> ana.uses(it.channel(), it.bot(), "dance"));
        var use = ana.uses(it.channel(), it.bot(), "ask", Map.of("question", "q", "size", "3"));
        assertThat(use.data().getJsonArray("options"))
                .contains(new JsonObject("{\"name\": \"size\", \"type\": 4, \"value\": 3}").put("value", 3L));
    }

    @Test
    void commandsAreWhereTheirOwnerWantsThem() {
        var world = it.simulator().world();
        refused(50013, () -> ana.uses(it.channel(), it.bot(), "admin"));
        world.members()
                .grant(
                        it.ana(),
                        world.members().createRole(world.home().id(), "Keeper", Set.of(Permission.MANAGE_GUILD)));
        assertThat(ana.uses(it.channel(), it.bot(), "admin").answeredBy()).isNull();
        var direct = world.openDirect(it.ana(), it.bot());
        refused(10063, () -> ana.uses(direct, it.bot(), "admin"));
        assertThat(ana.commands(direct, it.bot()))
                .extracting(command -> command.name())
                .containsExactly("ask", "Explain");
        world.forbid(it.channel().id(), ben.user().id(), Permission.USE_APPLICATION_COMMANDS);
        refused(50013, () -> ben.usesOn(ana.says(it.channel(), "x"), it.bot(), "Explain"));
    }

    @Test
    void valuesAreProposedForWhatIsTypedAndNothingElse() throws Exception {
        var typed = ana.types(it.channel(), it.bot(), "ask", "model", "ll", Map.of("question", "half"));
        assertThat(typed.data().getJsonArray("options"))
                .contains(new JsonObject("{\"name\": \"model\", \"type\": 3, \"value\": \"ll\", \"focused\": true}"));
        assertThat(callback(typed, "{\"type\": 4, \"data\": {\"content\": \"no\"}}")
                        .code())
                .isEqualTo(50035);
        var many = new StringBuilder("{\"name\": \"n\", \"value\": \"v\"}");
        for (int i = 0; i < 25; i++) {
            many.append(", {\"name\": \"n\", \"value\": \"v").append(i).append("\"}");
        }
        assertThat(callback(typed, "{\"type\": 8, \"data\": {\"choices\": [" + many + "]}}")
                        .code())
                .isEqualTo(50035);
        assertThat(callback(
                                typed,
                                "{\"type\": 8, \"data\": {\"choices\": [{\"name\": \"Llama\", \"value\": \"llama\"}]}}")
                        .status())
                .isEqualTo(204);
        assertThat(ana.choices(typed, SOON).await(20, TimeUnit.SECONDS))
                .containsExactly(new JsonObject("{\"name\": \"Llama\", \"value\": \"llama\"}"));
    }

    @Test
    void anAnswerForOnePersonIsThereForNobodyElse() throws Exception {
        var use = ask();
        callback(use, """
                {"type": 4, "data": {"content": "Psst.", "flags": 64, "components": [
                  {"type": 1, "components": [{"type": 2, "style": 1, "label": "More", "custom_id": "more"}]}]}}""");
        var answer = ana.answer(use).orElseThrow();
        assertThat(ana.sees(it.channel())).contains(answer);
        assertThat(ben.sees(it.channel())).doesNotContain(answer);
        refused(10008, () -> ben.presses(answer, "more"));
        var pressed = ana.presses(answer, "more");
        assertThat(callback(pressed, "{\"type\": 6}").status()).isEqualTo(204);
        var webhook = "/webhooks/" + it.bot().id() + "/" + pressed.token();
        assertThat(bot.call("PATCH", webhook + "/messages/@original", "{\"content\": \"More.\", \"components\": []}")
                        .json()
                        .getInteger("flags"))
                .isEqualTo(64);
        assertThat(bot.call("DELETE", webhook + "/messages/@original", null).status())
                .isEqualTo(204);
        assertThat(ana.sees(it.channel())).isEmpty();
    }

    @Test
    void theFirstFollowUpTakesThePlaceOfTheThinking() throws Exception {
        var use = ask();
        callback(use, "{\"type\": 5}");
        var webhook = "/webhooks/" + it.bot().id() + "/" + use.token();
        var first = bot.post(webhook, new JsonObject().put("content", "first"));
        assertThat(first.id())
                .isEqualTo(Long.toString(ana.answer(use).orElseThrow().id()));
        var second = bot.post(webhook, new JsonObject().put("content", "second"));
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void anInteractionThatNobodyAnswersFails() throws Exception {
        it.simulator().world().interactions().setDeadline(Duration.ofMillis(50));
        var use = ask();
        assertThat(ana.outcome(use, SOON).await(20, TimeUnit.SECONDS).failed()).isTrue();
        assertThat(callback(use, "{\"type\": 5}").code()).isEqualTo(10062);
    }

    @Test
    void aTokenEndsAfterItsTime() throws Exception {
        var use = ask();
        callback(use, "{\"type\": 4, \"data\": {\"content\": \"x\"}}");
        it.simulator().world().interactions().setTokenLife(Duration.ofSeconds(-1));
        var original = "/webhooks/" + it.bot().id() + "/" + use.token() + "/messages/@original";
        assertThat(bot.call("PATCH", original, "{\"content\": \"y\"}").code()).isEqualTo(50027);
    }

    @Test
    void timeIsTheGivenClocks() throws Exception {
        var now = new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));
        var later = Simulator.start(it.vertx(), 0, now::get).await(10, TimeUnit.SECONDS);
        var world = later.world();
        var app = world.createBot("rivulet");
        world.commands()
                .register(app.id(), null, new JsonObject().put("name", "ask").put("description", "Ask"));
        var use = later.person(world.createPerson("ana")).uses(world.createChannel("general"), app, "ask");
        var rest = Rest.bot(later, app.id());
        var callback = "/interactions/" + use.id() + "/" + use.token() + "/callback";
        assertThat(rest.call("POST", callback, "{\"type\": 5}").status()).isEqualTo(204);
        var original = "/webhooks/" + app.id() + "/" + use.token() + "/messages/@original";
        now.updateAndGet(time -> time.plus(Interactions.TOKEN_LIFE));
        assertThat(rest.call("PATCH", original, "{\"content\": \"in time\"}").status())
                .isEqualTo(200);
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(rest.call("PATCH", original, "{\"content\": \"late\"}").code())
                .isEqualTo(50027);
        later.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void answersDoNotCountAgainstTheGlobalLimit() throws Exception {
        it.simulator().limits().setGlobal(new Limit(1, Duration.ofMinutes(10)));
        for (int i = 0; i < 300 && bot.get("/users/@me").status() != 429; i++) {
            Thread.onSpinWait(); // until the window of the limit before is over
        }
        assertThat(bot.get("/users/@me").status()).isEqualTo(429);
        for (int i = 0; i < 5; i++) {
            assertThat(callback(ask(), "{\"type\": 5}").status()).isEqualTo(204);
        }
    }

    @Test
    void aDialogTakesWhatItAsksFor() throws Exception {
        var use = ask();
        assertThat(callback(
                                use,
                                "{\"type\": 9, \"data\": {\"custom_id\": \"d\", \"title\": \"" + "t".repeat(46)
                                        + "\", \"components\": []}}")
                        .code())
                .isEqualTo(50035);
        assertThat(callback(use, """
                {"type": 9, "data": {"custom_id": "d", "title": "Tell", "components": [
                  {"type": 18, "label": "Text", "component":
                    {"type": 4, "custom_id": "text", "style": 2, "min_length": 3, "max_length": 5}}]}}""").status()).isEqualTo(204);
        refused(50035, () -> ana.submits(use, Map.of()));
        refused(50035, () -> ana.submits(use, Map.of("text", "too long")));
        var sent = ana.submits(use, Map.of("text", "four"));
        assertThat(sent.data().getJsonArray("components").getJsonObject(0).getJsonObject("component"))
                .isEqualTo(new JsonObject("{\"type\": 4, \"id\": 2, \"custom_id\": \"text\", \"value\": \"four\"}"));
        assertThat(callback(sent, "{\"type\": 7, \"data\": {\"content\": \"x\"}}")
                        .code())
                .as("there is no message to update")
                .isEqualTo(50035);
        assertThat(callback(sent, "{\"type\": 4, \"data\": {\"content\": \"Thanks.\"}}")
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            too many buttons  | B,B,B,B,B,B
            a label too long  | {"type": 2, "style": 1, "custom_id": "x", "label": "LONG"}
            an id too long    | {"type": 2, "style": 1, "custom_id": "LONG", "label": "x"}
            no id             | {"type": 2, "style": 1, "label": "x"}
            no label          | {"type": 2, "style": 1, "custom_id": "x"}
            no such style     | {"type": 2, "style": 9, "custom_id": "x", "label": "x"}
            an id twice       | {"type": 2, "style": 1, "custom_id": "x", "label": "x"}, {"type": 2, "style": 1, "custom_id": "x", "label": "x"}
            a link with an id | {"type": 2, "style": 5, "url": "https://example.org", "custom_id": "x", "label": "x"}
            a menu of nothing | {"type": 3, "custom_id": "x", "options": []}
            a menu and more   | {"type": 3, "custom_id": "x", "options": [{"label": "a", "value": "a"}]}, B
            """)
    void componentsBeyondTheLimitsAreRefused(String what, String components) throws Exception {
        var row = components.replace("LONG", "x".repeat(101));
        for (int i = 0; row.contains("B"); i++) {
            row = row.replaceFirst("B", "{\"type\": 2, \"style\": 1, \"custom_id\": \"b" + i + "\", \"label\": \"x\"}");
        }
        var answer = bot.call(
                "POST",
                "/channels/" + it.channel().id() + "/messages",
                "{\"content\": \"x\", \"components\": [{\"type\": 1, \"components\": [" + row + "]}]}");
        assertThat(answer.code()).as(what).isEqualTo(50035);
    }

    @Test
    void buttonsAndMenusAreNumberedAndWorkOnlyAsTheyAre() throws Exception {
        var posted = bot.call("POST", "/channels/" + it.channel().id() + "/messages", """
                {"content": "x", "components": [
                  {"type": 1, "components": [
                    {"type": 2, "style": 1, "custom_id": "on", "label": "On"},
                    {"type": 2, "style": 2, "custom_id": "off", "label": "Off", "disabled": true}]},
                  {"type": 1, "components": [
                    {"type": 3, "custom_id": "menu", "options": [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]}]}]}""");
        var message = it.simulator().world().messages().get(it.channel().id(), Long.parseLong(posted.id()));
        assertThat(ana.presses(message, "on").data())
                .isEqualTo(new JsonObject("{\"custom_id\": \"on\", \"component_type\": 2, \"id\": 2}"));
        refused(50035, () -> ana.presses(message, "off"));
        refused(50035, () -> ana.presses(message, "gone"));
        assertThat(ana.chooses(message, "menu", "b").data().getJsonArray("values"))
                .containsExactly("b");
        refused(50035, () -> ana.chooses(message, "menu", "c"));
        refused(50035, () -> ana.chooses(message, "menu", "a", "b"));
    }

    @Test
    void threadsAreNamedArchivedAndWoken() throws Exception {
        var question = ana.says(it.channel(), "Why is the sky blue?");
        var thread = ana.opensThread(question, "sky");
        assertThat(thread.id()).isEqualTo(question.id());
        refused(50013, () -> ben.renames(thread, "sea"));
        it.simulator().world().members().makeModerator(ben.user());
        assertThat(ben.renames(thread, "sea").name()).isEqualTo("sea");
        assertThat(ana.sees(thread).getLast().kind()).isEqualTo(MessageKind.NAME_CHANGED);
        refused(50035, () -> ana.renames(thread, "n".repeat(101)));
        assertThat(bot.call("PATCH", "/channels/" + thread.id(), "{\"name\": \"x\"}")
                        .code())
                .isEqualTo(50013);
        var said = ana.says(thread, "Hello.");
        ana.archives(thread);
        refused(50083, () -> ana.renames(thread, "land"));
        refused(50083, () -> ana.edits(said, "Hello!"));
        ana.says(thread, "Wake up.");
        assertThat(ana.renames(thread, "land").archived()).isFalse();

        var loose = ana.opensThread(it.channel(), "loose");
        assertThat(ana.sees(it.channel()).getLast())
                .satisfies(note -> assertThat(note.kind()).isEqualTo(MessageKind.THREAD_CREATED));
        assertThat(ana.sees(loose)).isEmpty();
        bot.get("/channels/" + it.channel().id() + "/messages");
        bot.get("/channels/" + thread.id() + "/messages");
    }

    @Test
    void filesAreWhereTheirMessageSays() throws Exception {
        var message = ana.uploads(
                it.channel(),
                "",
                new Upload("notes.txt", "text/plain", Buffer.buffer("Grüße")),
                Upload.elsewhere("far.png", "image/png", 7, "http://192.0.2.1/far.png"));
        var files = bot.get("/channels/" + it.channel().id() + "/messages/" + message.id())
                .json()
                .getJsonArray("attachments");
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(files.getJsonObject(0).getString("url")))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("Grüße");
        assertThat(files.getJsonObject(1).getString("url")).isEqualTo("http://192.0.2.1/far.png");
        assertThat(files.getJsonObject(1).getInteger("size")).isEqualTo(7);
        refused(
                40005,
                () -> ana.uploads(
                        it.channel(), "", Upload.elsewhere("big", null, (10 << 20) + 1, "http://192.0.2.1/")));
    }

    @Test
    void onlyItsWriterEditsAMessageAndModeratorsDeleteIt() {
        var message = ana.says(it.channel(), "mine");
        refused(50005, () -> ben.edits(message, "yours"));
        refused(50013, () -> ben.deletes(message));
        it.simulator().world().members().makeModerator(ben.user());
        ben.deletes(ana.edits(message, "mine!"));
        assertThat(ana.sees(it.channel())).isEmpty();
    }
}
