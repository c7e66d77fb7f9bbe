package dev.rivulet.simulator.rest;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.rivulet.simulator.json.MessageJson;
import dev.rivulet.simulator.json.UserJson;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Page;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Messages, typing and reactions. */
final class MessageRoutes {
    private static final String MESSAGES = "/channels/{channel_id}/messages";
    private static final String MESSAGE = MESSAGES + "/{message_id}";
    private static final String REACTION = MESSAGE + "/reactions/{emoji_name}";
    private static final int MAX_PAGE = 100;
    private static final int USUAL_PAGE = 50;

    private final World world;
    private final MessageJson view;

    MessageRoutes(World world, MessageJson view) {
        this.world = world;
        this.view = view;
    }

    List<Route> list() {
        return List.of(
                new Route(GET, MESSAGES, RouteKind.MESSAGE_READ, this::page),
                new Route(POST, MESSAGES, RouteKind.MESSAGE_CREATE, this::create),
                new Route(GET, MESSAGE, RouteKind.MESSAGE_READ, this::get),
                new Route(PATCH, MESSAGE, RouteKind.MESSAGE_EDIT, this::edit),
                new Route(DELETE, MESSAGE, RouteKind.MESSAGE_DELETE, this::delete),
                new Route(POST, "/channels/{channel_id}/typing", RouteKind.TYPING, this::type),
                new Route(GET, REACTION, RouteKind.REACTION, this::whoReacted),
                new Route(PUT, REACTION + "/@me", RouteKind.REACTION, this::react),
                new Route(DELETE, REACTION + "/@me", RouteKind.REACTION, this::unreact));
    }

    private Reply page(Call call) {
        var channel = readable(call);
        var page = new Page(
                call.queryId("before"),
                call.queryId("after"),
                call.queryId("around"),
                call.query("limit").map(MessageRoutes::limit).orElse(USUAL_PAGE));
        var array = new JsonArray();
        world.messages().list(channel.id(), page).forEach(message -> array.add(json(message, call.caller())));
        return Reply.ok(array);
    }

    private static int limit(String value) {
        try {
            int limit = Integer.parseInt(value);
            if (limit < 1 || limit > MAX_PAGE) {
                throw Refusal.invalidField(
                        "limit",
                        "NUMBER_TYPE_" + (limit < 1 ? "MIN" : "MAX"),
                        "int value should be between 1 and 100.");
            }
            return limit;
        } catch (NumberFormatException e) {
            throw Refusal.invalidField("limit", "NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not int.");
        }
    }

    private Reply get(Call call) {
        return Reply.ok(json(world.messages().get(readable(call).id(), call.id("message_id")), call.caller()));
    }

    private Channel readable(Call call) {
        var channel = world.channel(call.id("channel_id"));
        world.require(channel, call.caller().id(), Permission.READ_MESSAGE_HISTORY);
        return channel;
    }

    private Reply create(Call call) {
        var message = world.messages().post(call.id("channel_id"), call.caller(), Fields.draft(call.body()));
        return Reply.ok(withNonce(json(message, call.caller()), message));
    }

    private Reply edit(Call call) {
        return Reply.ok(json(
                world.messages()
                        .edit(call.id("channel_id"), call.id("message_id"), call.caller(), Fields.change(call.body())),
                call.caller()));
    }

    private Reply delete(Call call) {
        world.messages().delete(call.id("channel_id"), call.id("message_id"), call.caller());
        return Reply.NO_CONTENT;
    }

    private Reply type(Call call) {
        world.messages().startTyping(call.id("channel_id"), call.caller());
        return Reply.NO_CONTENT;
    }

    private Reply react(Call call) {
        world.messages()
                .react(call.id("channel_id"), call.id("message_id"), call.caller(), call.parameter("emoji_name"));
        return Reply.NO_CONTENT;
    }

    private Reply unreact(Call call) {
        world.messages()
                .unreact(call.id("channel_id"), call.id("message_id"), call.caller(), call.parameter("emoji_name"));
        return Reply.NO_CONTENT;
    }

    private Reply whoReacted(Call call) {
        var array = new JsonArray();
        world.messages().get(readable(call).id(), call.id("message_id")).reactions().stream()
                .filter(reaction -> reaction.emoji().equals(call.parameter("emoji_name")))
                .flatMap(reaction -> reaction.userIds().stream())
                .forEach(id -> array.add(UserJson.user(world.user(id))));
        return Reply.ok(array);
    }

    private JsonObject json(Message message, User caller) {
        return view.message(message, caller, mayReadContent(world, caller));
    }

    /** Reading over HTTP depends on the portal's switch alone, not on what a gateway session asked for. */
    static boolean mayReadContent(World world, User caller) {
        return !caller.bot() || world.application(caller.id()).messageContent();
    }

    private static JsonObject withNonce(JsonObject json, Message message) {
        return message.nonce() == null ? json : json.put("nonce", message.nonce());
    }
}
