package dev.rivulet.simulator.rest;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.rivulet.simulator.json.ChannelJson;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.DirectChannel;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.TextChannel;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** Channels and threads. */
final class ChannelRoutes {
    private static final String CHANNEL = "/channels/{channel_id}";
    private static final String MEMBER = CHANNEL + "/thread-members/@me";
    private static final int MAX_NAME = 100;
    private static final int PRIVATE_THREAD = 12;
    private static final int USUAL_ARCHIVE = 1440;
    private static final Set<Integer> ARCHIVE_MINUTES = Set.of(60, 1440, 4320, 10080);

    private final World world;

    ChannelRoutes(World world) {
        this.world = world;
    }

    List<Route> list() {
        return List.of(
                new Route(GET, CHANNEL, RouteKind.CHANNEL, this::get),
                new Route(PATCH, CHANNEL, RouteKind.CHANNEL, this::change),
                new Route(DELETE, CHANNEL, RouteKind.CHANNEL, this::delete),
                new Route(POST, CHANNEL + "/threads", RouteKind.THREAD_CREATE, this::startThread),
                new Route(
                        POST,
                        CHANNEL + "/messages/{message_id}/threads",
                        RouteKind.THREAD_CREATE,
                        this::startThreadFromMessage),
                new Route(PUT, MEMBER, RouteKind.CHANNEL, this::joinOrLeaveThread),
                new Route(DELETE, MEMBER, RouteKind.CHANNEL, this::joinOrLeaveThread));
    }

    private Reply get(Call call) {
        return reply(200, visible(call), call);
    }

    private Channel visible(Call call) {
        var channel = world.channel(call.id("channel_id"));
        world.require(channel, call.caller().id(), Permission.VIEW_CHANNEL);
        return channel;
    }

    private Reply change(Call call) {
        var json = call.json();
        var changed = switch (visible(call)) {
            case TextChannel text -> {
                world.require(text, call.caller().id(), Permission.MANAGE_CHANNELS);
                yield new TextChannel(
                        text.id(),
                        text.guildId(),
                        name(json, text.name()),
                        json.containsKey("topic") ? Fields.string(json, "topic") : text.topic(),
                        Fields.integer(json, "position", text.position()));
            }
            case ThreadChannel thread ->
                new ThreadChannel(
                        thread.id(),
                        thread.guildId(),
                        thread.parentId(),
                        name(json, thread.name()),
                        thread.ownerId(),
                        thread.invitationOnly(),
                        Fields.flag(json, "archived", thread.archived()),
                        Fields.flag(json, "locked", thread.locked()),
                        archiveMinutes(json, thread.autoArchiveMinutes()));
            case DirectChannel direct -> throw Refusal.wrongChannelType();
        };
        return reply(
                200,
                changed instanceof ThreadChannel thread ? world.change(thread, call.caller()) : world.update(changed),
                call);
    }

    private Reply delete(Call call) {
        var channel = visible(call);
        switch (channel) {
            case TextChannel text -> world.require(text, call.caller().id(), Permission.MANAGE_CHANNELS);
            case ThreadChannel thread -> world.require(thread, call.caller().id(), Permission.MANAGE_THREADS);
            case DirectChannel direct -> {
                // Closing one hides it from whoever closes it; it stays where it is.
                return reply(200, direct, call);
            }
        }
        var reply = reply(200, channel, call);
        world.deleteChannel(channel.id());
        return reply;
    }

    private Reply startThread(Call call) {
        var json = call.json();
        var parent = visible(call);
        boolean invitationOnly = Fields.integer(json, "type", PRIVATE_THREAD) == PRIVATE_THREAD;
        return reply(
                201,
                world.createThread(
                        parent.id(), call.caller(), name(json), archiveMinutes(json, USUAL_ARCHIVE), invitationOnly),
                call);
    }

    private Reply startThreadFromMessage(Call call) {
        var json = call.json();
        var parent = visible(call);
        return reply(
                201,
                world.createThread(
                        parent.id(),
                        call.id("message_id"),
                        call.caller(),
                        name(json),
                        archiveMinutes(json, USUAL_ARCHIVE)),
                call);
    }

    /** Everybody who sees a thread is as good as in it here. */
    private Reply joinOrLeaveThread(Call call) {
        if (!(visible(call) instanceof ThreadChannel)) {
            throw Refusal.wrongChannelType();
        }
        return Reply.NO_CONTENT;
    }

    private static String name(JsonObject json) {
        if (json.getValue("name") == null) {
            throw Refusal.required("name");
        }
        return name(json, "");
    }

    private static String name(JsonObject json, String otherwise) {
        var name = Fields.string(json, "name");
        if (name == null) {
            return otherwise;
        }
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw Refusal.badLength("name", 1, MAX_NAME);
        }
        return name;
    }

    private static int archiveMinutes(JsonObject json, int otherwise) {
        int minutes = Fields.integer(json, "auto_archive_duration", otherwise);
        if (!ARCHIVE_MINUTES.contains(minutes)) {
            throw Refusal.invalidField(
                    "auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.");
        }
        return minutes;
    }

    private Reply reply(int status, Channel channel, Call call) {
        return new Reply(status, ChannelJson.channel(world, channel, call.caller()));
    }
}
