package dev.rivulet.simulator.rest;

import static io.vertx.core.http.HttpMethod.GET;

import dev.rivulet.simulator.json.ChannelJson;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.World;
import java.util.List;

/** Channels and threads. */
final class ChannelRoutes {
    private static final String CHANNEL = "/channels/{channel_id}";

    private final World world;

    ChannelRoutes(World world) {
        this.world = world;
    }

    List<Route> list() {
        return List.of(new Route(GET, CHANNEL, RouteKind.CHANNEL, this::get));
    }

    private Reply get(Call call) {
        var channel = world.channel(call.id("channel_id"));
        world.require(channel, call.caller().id(), Permission.VIEW_CHANNEL);
        return Reply.ok(ChannelJson.channel(world, channel, call.caller()));
    }
}
