package dev.rivulet.simulator.rest;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.rivulet.simulator.json.ApplicationJson;
import dev.rivulet.simulator.json.ChannelJson;
import dev.rivulet.simulator.json.Ids;
import dev.rivulet.simulator.json.UserJson;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Who the caller is, and where the gateway is. */
final class AccountRoutes {
    private final World world;
    private final String gatewayUrl;

    AccountRoutes(World world, String gatewayUrl) {
        this.world = world;
        this.gatewayUrl = gatewayUrl;
    }

    List<Route> list() {
        return List.of(
                new Route(GET, "/gateway", RouteKind.GATEWAY, this::gateway),
                new Route(GET, "/gateway/bot", RouteKind.GATEWAY, this::gatewayBot),
                new Route(GET, "/users/@me", RouteKind.USER, this::me),
                new Route(GET, "/users/{user_id}", RouteKind.USER, this::user),
                new Route(POST, "/users/@me/channels", RouteKind.USER, this::openDirect),
                new Route(GET, "/oauth2/applications/@me", RouteKind.USER, this::application),
                new Route(GET, "/applications/@me", RouteKind.USER, this::application));
    }

    private Reply gateway(Call call) {
        return Reply.ok(new JsonObject().put("url", gatewayUrl));
    }

    private Reply gatewayBot(Call call) {
        return Reply.ok(new JsonObject()
                .put("url", gatewayUrl)
                .put("shards", 1)
                .put(
                        "session_start_limit",
                        new JsonObject()
                                .put("total", 1000)
                                .put("remaining", 999)
                                .put("reset_after", 86_400_000)
                                .put("max_concurrency", 1)));
    }

    private Reply me(Call call) {
        return Reply.ok(UserJson.self(world, call.caller()));
    }

    private Reply user(Call call) {
        return Reply.ok(UserJson.user(world.user(call.id("user_id"))));
    }

    private Reply openDirect(Call call) {
        var recipient = call.json().getValue("recipient_id");
        if (recipient == null) {
            throw Refusal.required("recipient_id");
        }
        var channel = world.openDirect(call.caller(), world.user(Ids.parse(recipient, "recipient_id")));
        return Reply.ok(ChannelJson.channel(world, channel, call.caller()));
    }

    private Reply application(Call call) {
        return Reply.ok(ApplicationJson.application(
                world, world.application(call.caller().id())));
    }
}
