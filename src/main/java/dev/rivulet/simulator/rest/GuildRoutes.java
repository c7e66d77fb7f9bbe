package dev.rivulet.simulator.rest;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.rivulet.simulator.json.ChannelJson;
import dev.rivulet.simulator.json.GuildJson;
import dev.rivulet.simulator.json.Ids;
import dev.rivulet.simulator.json.RoleJson;
import dev.rivulet.simulator.json.UserJson;
import dev.rivulet.simulator.world.Guild;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.TextChannel;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** Servers, their channels, members and roles. */
final class GuildRoutes {
    private static final String GUILD = "/guilds/{guild_id}";

    private final World world;

    GuildRoutes(World world) {
        this.world = world;
    }

    List<Route> list() {
        return List.of(
                new Route(GET, GUILD, RouteKind.GUILD, call -> Reply.ok(GuildJson.guild(world, guild(call)))),
                new Route(GET, GUILD + "/channels", RouteKind.GUILD, this::channels),
                new Route(POST, GUILD + "/channels", RouteKind.GUILD, this::createChannel),
                new Route(GET, GUILD + "/members", RouteKind.GUILD, this::members),
                new Route(GET, GUILD + "/members/{user_id}", RouteKind.GUILD, this::member),
                new Route(GET, GUILD + "/roles", RouteKind.GUILD, call -> Reply.ok(RoleJson.all(world, guild(call)))),
                new Route(GET, "/users/@me/guilds", RouteKind.USER, this::mine));
    }

    private Guild guild(Call call) {
        var guild = world.guild(call.id("guild_id"));
        if (!world.isMember(guild.id(), call.caller().id())) {
            throw Refusal.unknownGuild();
        }
        return guild;
    }

    private Reply channels(Call call) {
        var array = new JsonArray();
        world.channelsOf(guild(call).id()).stream()
                .filter(TextChannel.class::isInstance)
                .filter(channel -> world.allows(channel, call.caller().id(), Permission.VIEW_CHANNEL))
                .forEach(channel -> array.add(ChannelJson.channel(world, channel, call.caller())));
        return Reply.ok(array);
    }

    /** People may; a bot would need a permission that it hasn't got here. */
    private Reply createChannel(Call call) {
        var guild = guild(call);
        if (call.caller().bot()) {
            throw Refusal.missingPermissions();
        }
        var json = call.json();
        var name = Fields.string(json, "name");
        if (name == null || name.isBlank()) {
            throw Refusal.required("name");
        }
        var channel = world.createChannel(guild.id(), name, Fields.string(json, "topic"));
        return Reply.created(ChannelJson.channel(world, channel, call.caller()));
    }

    private Reply members(Call call) {
        var guild = guild(call);
        if (call.caller().bot() && !world.application(call.caller().id()).guildMembers()) {
            throw Refusal.missingAccess();
        }
        long after = Objects.requireNonNullElse(call.queryId("after"), 0L);
        long limit = Objects.requireNonNullElse(call.queryId("limit"), 1L);
        var array = new JsonArray();
        world.membersOf(guild.id()).stream()
                .filter(member -> member.id() > after)
                .limit(limit)
                .forEach(member -> array.add(UserJson.member(world, guild, member)));
        return Reply.ok(array);
    }

    private Reply member(Call call) {
        var guild = guild(call);
        var user = world.user(call.id("user_id"));
        if (!world.isMember(guild.id(), user.id())) {
            throw Refusal.unknownMember();
        }
        return Reply.ok(UserJson.member(world, guild, user));
    }

    private Reply mine(Call call) {
        var array = new JsonArray();
        for (var guild : world.guildsOf(call.caller().id())) {
            array.add(new JsonObject()
                    .put("id", Ids.of(guild.id()))
                    .put("name", guild.name())
                    .put("icon", null)
                    .put("banner", null)
                    .put("owner", guild.ownerId() == call.caller().id())
                    .put(
                            "permissions",
                            RoleJson.permissions(world.members()
                                    .permissionsOf(guild.id(), call.caller().id())))
                    .put("features", new JsonArray()));
        }
        return Reply.ok(array);
    }
}
