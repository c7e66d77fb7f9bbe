package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.ThreadChannel;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts, servers, channels, threads and direct conversations over HTTP. */
class RestPlacesIT {
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
    void tellsWhoTheCallerIs() throws Exception {
        assertThat(bot.get("/users/@me").json().getBoolean("bot")).isTrue();
        assertThat(ana.get("/users/@me").json().getString("username")).isEqualTo("ana");
        var application = bot.get("/oauth2/applications/@me").json();
        assertThat(application.containsKey("email")).isFalse();
        assertThat(application.getInteger("flags") & (1 << 19)).isNotZero();
        assertThat(bot.get("/gateway/bot").json().getString("url")).startsWith("ws://127.0.0.1:");
        assertThat(bot.get("/users/@me/guilds").array()).hasSize(1);
    }

    @Test
    void opensOneDirectConversationWithEach() throws Exception {
        var body = new JsonObject().put("recipient_id", Long.toString(it.ana().id()));
        var opened = bot.post("/users/@me/channels", body);
        assertThat(opened.json().getInteger("type")).isEqualTo(1);
        assertThat(bot.post("/users/@me/channels", body).id()).isEqualTo(opened.id());
        assertThat(ana.say(Long.parseLong(opened.id()), "psst").status()).isEqualTo(200);
        assertThat(bot.post("/users/@me/channels", new JsonObject()).code()).isEqualTo(50035);
        var self = new JsonObject().put("recipient_id", Long.toString(it.bot().id()));
        assertThat(bot.post("/users/@me/channels", self).code()).isEqualTo(50007);
    }

    @Test
    void startsAThreadFromAMessageWithItsIdAndAStarter() throws Exception {
        var question = ana.say(channel, "Why is the sky blue?").id();
        var path = "/channels/" + channel + "/messages/" + question + "/threads";
        var thread = bot.post(path, new JsonObject().put("name", "sky"));
        assertThat(thread.status()).isEqualTo(201);
        assertThat(thread.id()).isEqualTo(question);
        assertThat(bot.post(path, new JsonObject().put("name", "sky")).code()).isEqualTo(160004);
        var starter = bot.get("/channels/" + question + "/messages").array().getJsonObject(0);
        assertThat(starter.getInteger("type")).isEqualTo(21);
        assertThat(starter.getJsonObject("referenced_message").getString("content"))
                .isEqualTo("Why is the sky blue?");
        assertThat(bot.get("/channels/" + channel + "/messages/" + question)
                        .json()
                        .getJsonObject("thread")
                        .getString("name"))
                .isEqualTo("sky");
    }

    @Test
    void writingWakesAnArchivedThreadUnlessItIsLocked() throws Exception {
        var path = "/channels/" + channel + "/threads";
        var id = bot.post(path, new JsonObject().put("name", "t").put("type", 11))
                .id();
        var thread = Long.parseLong(id);
        bot.call("PATCH", "/channels/" + id, "{\"archived\": true}");
        assertThat(ana.say(thread, "still here").status()).isEqualTo(200);
        assertThat(it.simulator().world().channel(thread))
                .isInstanceOfSatisfying(
                        ThreadChannel.class, now -> assertThat(now.archived()).isFalse());
        bot.call("PATCH", "/channels/" + id, "{\"archived\": true, \"locked\": true}");
        assertThat(ana.say(thread, "and now?").code()).isEqualTo(50083);
        assertThat(bot.post("/channels/" + id + "/threads", new JsonObject().put("name", "deeper"))
                        .code())
                .isEqualTo(50024);
    }

    @Test
    void changesAChannelForWhomMay() throws Exception {
        var body = "{\"name\": \"lounge\", \"topic\": \"anything\"}";
        assertThat(bot.call("PATCH", "/channels/" + channel, body).code()).isEqualTo(50013);
        it.simulator().world().permit(channel, it.bot().id(), Permission.MANAGE_CHANNELS);
        var changed = bot.call("PATCH", "/channels/" + channel, body).json();
        assertThat(changed.getString("name")).isEqualTo("lounge");
        assertThat(bot.call("DELETE", "/channels/" + channel, null).status()).isEqualTo(200);
        assertThat(bot.get("/channels/" + channel).code()).isEqualTo(10003);
    }

    @Test
    void listsAServersChannelsMembersAndRoles() throws Exception {
        var world = it.simulator().world();
        var guild = "/guilds/" + world.home().id();
        assertThat(bot.get(guild).json().getString("name")).isEqualTo("Home");
        assertThat(bot.get(guild + "/channels").array()).hasSize(1);
        assertThat(bot.get(guild + "/members?limit=10").array()).hasSize(3);
        assertThat(bot.get(guild + "/members/" + it.ana().id())
                        .json()
                        .getJsonObject("user")
                        .getString("username"))
                .isEqualTo("ana");
        assertThat(bot.get(guild + "/roles").array()).hasSize(1);
        var elsewhere = world.createGuild("Elsewhere", it.ana().id());
        assertThat(bot.get("/guilds/" + elsewhere.id()).code()).isEqualTo(10004);
        assertThat(ana.post(guild + "/channels", new JsonObject().put("name", "new"))
                        .status())
                .isEqualTo(201);
    }
}
