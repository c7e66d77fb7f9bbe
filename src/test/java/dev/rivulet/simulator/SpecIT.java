package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.rest.Limit;
import dev.rivulet.simulator.rest.RouteKind;
import discord4j.common.util.Snowflake;
import discord4j.core.object.entity.channel.MessageChannel;
import discord4j.core.spec.MessageEditSpec;
import discord4j.discordjson.json.ApplicationCommandRequest;
import discord4j.gateway.intent.IntentSet;
import discord4j.rest.util.AllowedMentions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator's answers, and what the real client sends, fit Discord's own description of its API. */
@Timeout(120)
class SpecIT {
    private Spec spec;
    private Started it;
    private Rest bot;
    private Rest ana;
    private long channel;

    @BeforeEach
    void start() throws Exception {
        spec = Spec.orSkip();
        it = Started.fresh();
        spec.watch(it.simulator());
        bot = Rest.bot(it.simulator(), it.bot().id());
        ana = Rest.person(it.simulator(), it.ana().id());
        channel = it.channel().id();
        it.simulator().limits().set(RouteKind.MESSAGE_CREATE, new Limit(100, Duration.ofSeconds(1)));
        it.simulator().limits().set(RouteKind.MESSAGE_EDIT, new Limit(100, Duration.ofSeconds(1)));
    }

    @AfterEach
    void stop() throws Exception {
        if (it != null) {
            it.close();
        }
    }

    @Test
    void everyAnswerFits() throws Exception {
        for (var path : List.of(
                "/gateway",
                "/gateway/bot",
                "/users/@me",
                "/users/@me/guilds",
                "/users/" + it.ana().id(),
                "/oauth2/applications/@me",
                "/applications/@me",
                "/channels/" + channel,
                guild(),
                guild() + "/channels",
                guild() + "/members?limit=10",
                guild() + "/members/" + it.ana().id(),
                guild() + "/roles")) {
            assertThat(bot.get(path).status()).as(path).isEqualTo(200);
        }
        messages();
        threads();
        directs();
        commandsAndInteractions();
        errors();
        spec.check();
        assertThat(spec.checked()).hasSizeGreaterThan(40);
    }

    private String guild() {
        return "/guilds/" + it.simulator().world().home().id();
    }

    private void messages() throws Exception {
        var path = "/channels/" + channel + "/messages";
        var question = ana.say(channel, it.bot().mention() + " hm?");
        var reply = bot.post(
                path,
                new JsonObject()
                        .put("content", "yes")
                        .put("nonce", "n1")
                        .put("enforce_nonce", true)
                        .put("allowed_mentions", new JsonObject().put("parse", new JsonArray()))
                        .put("message_reference", new JsonObject().put("message_id", question.id())));
        bot.edit(channel, reply.id(), "yes!");
        bot.call("PUT", path + "/" + reply.id() + "/reactions/%F0%9F%91%8D/@me", null);
        bot.get(path + "/" + reply.id() + "/reactions/%F0%9F%91%8D");
        bot.get(path + "/" + reply.id());
        bot.get(path);
        bot.call("POST", "/channels/" + channel + "/typing", null);
        bot.call("DELETE", path + "/" + reply.id() + "/reactions/%F0%9F%91%8D/@me", null);
        bot.call("DELETE", path + "/" + reply.id(), null);
        var form = """
                --rim\r
                Content-Disposition: form-data; name="payload_json"\r
                \r
                {"attachments": [{"id": "0", "filename": "a.png"}]}\r
                --rim\r
                Content-Disposition: form-data; name="files[0]"; filename="a.png"\r
                Content-Type: image/png\r
                \r
                no picture\r
                --rim--\r
                """;
        assertThat(bot.call("POST", path, "multipart/form-data; boundary=rim", form)
                        .status())
                .isEqualTo(200);
    }

    private void threads() throws Exception {
        var asked = ana.say(channel, "Discuss.").id();
        var started = bot.post(
                "/channels/" + channel + "/messages/" + asked + "/threads", new JsonObject().put("name", "talk"));
        bot.post(
                "/channels/" + channel + "/threads",
                new JsonObject().put("name", "loose").put("type", 11));
        bot.get("/channels/" + started.id());
        bot.get("/channels/" + started.id() + "/messages");
        bot.get("/channels/" + channel + "/messages/" + asked);
        bot.call("PATCH", "/channels/" + started.id(), "{\"archived\": true}");
        bot.call("PUT", "/channels/" + started.id() + "/thread-members/@me", null);
    }

    private void directs() throws Exception {
        var opened = bot.post(
                "/users/@me/channels",
                new JsonObject().put("recipient_id", Long.toString(it.ana().id())));
        bot.say(Long.parseLong(opened.id()), "hello");
        bot.get("/channels/" + opened.id());
    }

    private void commandsAndInteractions() throws Exception {
        var commands = "/applications/" + it.bot().id() + "/commands";
        var ask = bot.post(commands, new JsonObject().put("name", "ask").put("description", "Ask"));
        bot.get(commands);
        bot.get(commands + "/" + ask.id());
        bot.call("PATCH", commands + "/" + ask.id(), "{\"description\": \"Ask me\"}");
        bot.call(
                "PUT",
                "/applications/" + it.bot().id() + guild() + "/commands",
                "[{\"name\": \"x\", \"description\": \"y\"}]");
        var world = it.simulator().world();
        for (var body : List.of("{\"type\": 4, \"data\": {\"content\": \"here\"}}", "{\"type\": 5}")) {
            var use = world.interactions()
                    .uses()
                    .useCommand(it.ana(), channel, it.bot().id(), "ask", new JsonArray());
            bot.call("POST", "/interactions/" + use.id() + "/" + use.token() + "/callback?with_response=true", body);
            var webhook = "/webhooks/" + it.bot().id() + "/" + use.token();
            bot.call("PATCH", webhook + "/messages/@original", "{\"content\": \"changed\"}");
            bot.get(webhook + "/messages/@original");
            var more = bot.post(webhook, new JsonObject().put("content", "more"));
            bot.get(webhook + "/messages/" + more.id());
            bot.call("DELETE", webhook + "/messages/@original", null);
        }
    }

    private void errors() throws Exception {
        bot.say(channel, "x".repeat(2001));
        bot.say(channel, "");
        bot.get("/channels/1");
        Rest.of(it.simulator(), "Bot x").get("/users/@me");
        it.simulator().limits().setGlobal(new Limit(1, Duration.ofMinutes(1)));
        for (int i = 0; i < 300 && bot.get("/users/@me").status() != 429; i++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatDiscord4JSendsFits() {
        var client = Discord4J.login(
                it.simulator().baseUrl(),
                it.simulator().world().issueToken(it.bot().id()),
                IntentSet.none());
        var where = Objects.requireNonNull(client.getChannelById(Snowflake.of(channel))
                .ofType(MessageChannel.class)
                .block(Duration.ofSeconds(20)));
        where.type().block(Duration.ofSeconds(20));
        var written = Objects.requireNonNull(where.createMessage("…")
                .withNonce("n-7")
                .withEnforceNonce(true)
                .withAllowedMentions(AllowedMentions.suppressAll())
                .block(Duration.ofSeconds(20)));
        written.edit(MessageEditSpec.builder()
                        .contentOrNull("done")
                        .allowedMentionsOrNull(AllowedMentions.suppressAll())
                        .build())
                .block(Duration.ofSeconds(20));
        where.getMessagesAfter(Snowflake.of(0)).collectList().block(Duration.ofSeconds(20));
        client.getRestClient()
                .getApplicationService()
                .createGlobalApplicationCommand(
                        it.bot().id(),
                        ApplicationCommandRequest.builder()
                                .name("ask")
                                .description("Ask")
                                .build())
                .block(Duration.ofSeconds(20));
        Discord4J.logout(client);
        spec.check();
        assertThat(spec.checked()).contains("POST /channels/{channel_id}/messages -> 200");
    }
}
