package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.world.Permission;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writing and reading messages over HTTP, with Discord's limits and its words for what is wrong. */
class RestMessagesIT {
    private Started it;
    private Rest bot;
    private Rest ana;
    private long channel;

    @BeforeEach
    void start() throws Exception {
        it = Started.fresh();
        bot = Rest.bot(it.simulator(), it.bot().id());
        ana = Rest.person(it.simulator(), it.ana().id());
        channel = it.channel().id();
    }

    @AfterEach
    void stop() throws Exception {
        it.close();
    }

    @Test
    void takesWhiteSpaceOffBothEnds() throws Exception {
        var answer = ana.say(channel, " \n\t hello  there \u00a0\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("content")).isEqualTo("hello  there");
        assertThat(answer.json().getJsonObject("author").getString("id"))
                .isEqualTo(Long.toString(it.ana().id()));
    }

    @Test
    void accepts2000UnitsAndRefusesMoreWithTheFieldsPath() throws Exception {
        assertThat(bot.say(channel, "x".repeat(2000)).status()).isEqualTo(200);
        var refused = bot.say(channel, "x".repeat(1999) + "\uD83D\uDE00");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()).isEqualTo(new JsonObject("""
                                {"message": "Invalid Form Body", "code": 50035, "errors": {"content": {"_errors": [
                                  {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}]}}}
                                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                              | 400 | 50006",
                "{\"content\": \"   \"}                          | 400 | 50006",
                "{\"content\": [1]}                              | 400 | 50035",
                "{\"content\": \"x\", \"nonce\": \"12345678901234567890123456\"} | 400 | 50035",
                "{\"content\": \"x\", \"message_reference\": {\"message_id\": \"1\"}} | 400 | 50035",
                "{\"content\": \"x\", \"message_reference\": {\"message_id\": \"abc\"}} | 400 | 50035",
                "{\"content\": \"x\", \"allowed_mentions\": {\"parse\": [\"cats\"]}} | 400 | 50035",
                "{\"content\":                                   | 400 | 50109",
            })
    void refusesWhatIsNoMessage(String body, int status, int code) throws Exception {
        var answer = bot.call("POST", "/channels/" + channel + "/messages", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void saysWhatIsMissingOrForbidden() throws Exception {
        var world = it.simulator().world();
        var stranger = Rest.of(it.simulator(), "Bot nobody");
        assertThat(stranger.say(channel, "x").status()).isEqualTo(401);
        var withoutBot = Rest.of(it.simulator(), world.issueToken(it.bot().id()));
        assertThat(withoutBot.say(channel, "x").status()).isEqualTo(401);

        assertThat(bot.say(1, "x").code()).isEqualTo(10003);
        assertThat(bot.get("/channels/" + channel + "/messages/1").code()).isEqualTo(10008);
        assertThat(bot.get("/nowhere").status()).isEqualTo(404);
        assertThat(bot.call("DELETE", "/users/@me", null).status()).isEqualTo(405);

        var theirs = ana.say(channel, "mine").id();
        assertThat(bot.edit(channel, theirs, "yours").code()).isEqualTo(50005);
        assertThat(bot.call("DELETE", "/channels/" + channel + "/messages/" + theirs, null)
                        .code())
                .isEqualTo(50013);

        world.forbid(channel, it.bot().id(), Permission.SEND_MESSAGES);
        assertThat(bot.say(channel, "x").code()).isEqualTo(50013);
        world.forbid(channel, it.bot().id(), Permission.VIEW_CHANNEL);
        assertThat(bot.say(channel, "x").code()).isEqualTo(50001);
        var othersDirect = world.openDirect(it.ana(), world.createPerson("ben"));
        assertThat(bot.get("/channels/" + othersDirect.id() + "/messages").code())
                .isEqualTo(50001);
    }

    @Test
    void createsOnceForTheSameEnforcedNonce() throws Exception {
        var path = "/channels/" + channel + "/messages";
        var body = new JsonObject().put("content", "once").put("nonce", "n-1").put("enforce_nonce", true);
        var first = bot.post(path, body);
        var again = bot.post(path, body);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(first.json().getString("nonce")).isEqualTo("n-1");
        assertThat(bot.post(path, body.copy().put("enforce_nonce", false)).id()).isNotEqualTo(first.id());
        assertThat(ana.post(path, body).id()).isNotEqualTo(first.id());
    }

    @Test
    void marksEditsAndKeepsWhatTheyLeaveOut() throws Exception {
        var id = bot.say(channel, "…").id();
        assertThat(bot.get("/channels/" + channel + "/messages/" + id).json().getValue("edited_timestamp"))
                .isNull();
        var edited = bot.edit(channel, id, "better");
        assertThat(edited.json().getString("content")).isEqualTo("better");
        assertThat(edited.json().getString("edited_timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT.*\\+00:00");
        var untouched = bot.call(
                "PATCH", "/channels/" + channel + "/messages/" + id, "{\"flags\": null, \"allowed_mentions\": {}}");
        assertThat(untouched.json().getString("content")).isEqualTo("better");
        assertThat(bot.edit(channel, id, "").code()).isEqualTo(50006);
    }

    @Test
    void recordsWhomAMessagePings() throws Exception {
        var path = "/channels/" + channel + "/messages";
        var named = it.ana().mention() + " @everyone <@&"
                + it.simulator().world().home().id() + ">";
        var loud = new JsonObject().put("content", named);
        var quiet = loud.copy().put("allowed_mentions", new JsonObject().put("parse", new JsonArray()));
        var messages = it.simulator().world().messages();

        var loudId = Long.parseLong(bot.post(path, loud).id());
        assertThat(messages.get(channel, loudId).pinged().users())
                .containsExactly(it.ana().id());
        assertThat(messages.get(channel, loudId).pinged().everyone()).isTrue();
        assertThat(messages.get(channel, loudId).pinged().roles()).hasSize(1);

        var quietAnswer = bot.post(path, quiet);
        var quietId = Long.parseLong(quietAnswer.id());
        assertThat(messages.get(channel, quietId).pinged().isNobody()).isTrue();
        assertThat(quietAnswer.json().getJsonArray("mentions")).isEmpty();
        bot.edit(channel, quietAnswer.id(), named);
        assertThat(messages.get(channel, quietId).pinged().isNobody())
                .as("an edit that forgot to suppress")
                .isFalse();
    }

    @Test
    void repliesMentionTheirAuthorUnlessSuppressed() throws Exception {
        var question = ana.say(channel, "hm?").id();
        var reply = new JsonObject()
                .put("content", "yes")
                .put("message_reference", new JsonObject().put("message_id", question));
        var loud = bot.post("/channels/" + channel + "/messages", reply).json();
        assertThat(loud.getInteger("type")).isEqualTo(19);
        assertThat(loud.getJsonObject("referenced_message").getString("content"))
                .isEqualTo("hm?");
        assertThat(loud.getJsonArray("mentions")).hasSize(1);
        reply.put("allowed_mentions", new JsonObject().put("parse", new JsonArray()));
        assertThat(bot.post("/channels/" + channel + "/messages", reply).json().getJsonArray("mentions"))
                .isEmpty();
    }

    @Test
    void pagesNewestFirst() throws Exception {
        var ids = new java.util.ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            ids.add(Long.toString(it.simulator()
                    .world()
                    .messages()
                    .post(channel, it.ana(), "m" + i)
                    .id()));
        }
        assertThat(contents("?limit=3")).containsExactly("m6", "m5", "m4");
        assertThat(contents("?limit=2&before=" + ids.get(4))).containsExactly("m3", "m2");
        assertThat(contents("?limit=2&after=" + ids.get(1))).containsExactly("m3", "m2");
        assertThat(contents("?limit=3&around=" + ids.get(3))).containsExactly("m4", "m3", "m2");
        assertThat(contents("")).hasSize(7);
        assertThat(bot.get("/channels/" + channel + "/messages?limit=101").code())
                .isEqualTo(50035);
    }

    private Iterable<String> contents(String query) throws Exception {
        return bot.get("/channels/" + channel + "/messages" + query).array().stream()
                .map(message -> ((JsonObject) message).getString("content"))
                .toList();
    }

    @Test
    void takesFilesAndServesThem() throws Exception {
        var form = """
                --rim\r
                Content-Disposition: form-data; name="payload_json"\r
                Content-Type: application/json\r
                \r
                {"content": "see", "attachments": [{"id": "0", "description": "a note"}]}\r
                --rim\r
                Content-Disposition: form-data; name="files[0]"; filename="my note.txt"\r
                Content-Type: text/plain\r
                \r
                by hand\r
                --rim--\r
                """;
        var answer = bot.call("POST", "/channels/" + channel + "/messages", "multipart/form-data; boundary=rim", form);
        assertThat(answer.status()).isEqualTo(200);
        var file = answer.json().getJsonArray("attachments").getJsonObject(0);
        assertThat(file.getString("filename")).isEqualTo("my note.txt");
        assertThat(file.getString("description")).isEqualTo("a note");
        assertThat(file.getInteger("size")).isEqualTo(7);
        var served = bot.client()
                .send(HttpRequest.newBuilder(URI.create(file.getString("url"))).build(), BodyHandlers.ofString());
        assertThat(served.body()).isEqualTo("by hand");
        assertThat(served.headers().firstValue("Content-Type")).hasValue("text/plain");

        var kept = bot.edit(channel, answer.id(), "still there").json();
        assertThat(kept.getJsonArray("attachments")).hasSize(1);
        var gone = bot.call("PATCH", "/channels/" + channel + "/messages/" + answer.id(), "{\"attachments\": []}");
        assertThat(gone.json().getJsonArray("attachments")).isEmpty();
    }

    @Test
    void countsReactions() throws Exception {
        var id = ana.say(channel, "nice?").id();
        var thumb = "/channels/" + channel + "/messages/" + id + "/reactions/%F0%9F%91%8D";
        assertThat(bot.call("PUT", thumb + "/@me", null).status()).isEqualTo(204);
        assertThat(ana.call("PUT", thumb + "/@me", null).status()).isEqualTo(204);
        var reaction = bot.get("/channels/" + channel + "/messages/" + id)
                .json()
                .getJsonArray("reactions")
                .getJsonObject(0);
        assertThat(reaction.getInteger("count")).isEqualTo(2);
        assertThat(reaction.getBoolean("me")).isTrue();
        assertThat(bot.get(thumb).array()).hasSize(2);
        bot.call("DELETE", thumb + "/@me", null);
        ana.call("DELETE", thumb + "/@me", null);
        assertThat(bot.get("/channels/" + channel + "/messages/" + id).json().containsKey("reactions"))
                .isFalse();
    }

    @Test
    void hidesOthersTextFromABotWithoutTheSwitch() throws Exception {
        var world = it.simulator().world();
        world.update(world.application(it.bot().id()).withMessageContent(false));
        var hidden = ana.say(channel, "secret").id();
        var addressed = ana.say(channel, it.bot().mention() + " hi").id();
        var own = bot.say(channel, "mine").id();
        assertThat(content(hidden)).isEmpty();
        assertThat(content(addressed)).endsWith(" hi");
        assertThat(content(own)).isEqualTo("mine");
        var direct = world.openDirect(it.ana(), it.bot());
        var said = ana.say(direct.id(), "between us").id();
        assertThat(bot.get("/channels/" + direct.id() + "/messages/" + said)
                        .json()
                        .getString("content"))
                .isEqualTo("between us");
        assertThat(bot.get("/applications/@me").json().getInteger("flags") & (1 << 19))
                .isZero();
    }

    private String content(String id) throws Exception {
        return bot.get("/channels/" + channel + "/messages/" + id).json().getString("content");
    }
}
