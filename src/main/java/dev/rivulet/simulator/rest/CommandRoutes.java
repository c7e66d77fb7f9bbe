package dev.rivulet.simulator.rest;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.rivulet.simulator.json.InteractionJson;
import dev.rivulet.simulator.world.Command;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application's commands, everywhere or in one server. */
final class CommandRoutes {
    private static final String EVERYWHERE = "/applications/{application_id}/commands";
    private static final String IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands";

    private final World world;

    CommandRoutes(World world) {
        this.world = world;
    }

    List<Route> list() {
        var routes = new ArrayList<Route>();
        for (var commands : List.of(EVERYWHERE, IN_GUILD)) {
            routes.add(new Route(GET, commands, RouteKind.COMMANDS, this::all));
            routes.add(new Route(PUT, commands, RouteKind.COMMANDS, this::replaceAll));
            routes.add(new Route(POST, commands, RouteKind.COMMANDS, this::register));
            routes.add(new Route(GET, commands + "/{command_id}", RouteKind.COMMANDS, this::get));
            routes.add(new Route(PATCH, commands + "/{command_id}", RouteKind.COMMANDS, this::change));
            routes.add(new Route(DELETE, commands + "/{command_id}", RouteKind.COMMANDS, this::remove));
        }
        return routes;
    }

    private Reply all(Call call) {
        return Reply.ok(array(world.commands().list(application(call), guild(call))));
    }

    private Reply replaceAll(Call call) {
        var definitions = call.body().array().stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
        return Reply.ok(array(world.commands().replaceAll(application(call), guild(call), definitions)));
    }

    private Reply register(Call call) {
        int before = world.commands().list(application(call), guild(call)).size();
        var command = world.commands().register(application(call), guild(call), call.json());
        boolean isNew = world.commands().list(application(call), guild(call)).size() > before;
        return new Reply(isNew ? 201 : 200, InteractionJson.command(command));
    }

    private Reply get(Call call) {
        return Reply.ok(InteractionJson.command(command(call)));
    }

    private Reply change(Call call) {
        var known = command(call);
        world.commands().remove(known);
        var definition = known.definition().copy().mergeIn(call.json());
        return Reply.ok(InteractionJson.command(world.commands().register(application(call), guild(call), definition)));
    }

    private Reply remove(Call call) {
        world.commands().remove(command(call));
        return Reply.NO_CONTENT;
    }

    private Command command(Call call) {
        return world.commands().get(application(call), guild(call), call.id("command_id"));
    }

    private static long application(Call call) {
        long id = call.id("application_id");
        if (id != call.caller().id()) {
            throw Refusal.missingAccess();
        }
        return id;
    }

    private @Nullable Long guild(Call call) {
        return call.path().containsKey("guild_id")
                ? world.guild(call.id("guild_id")).id()
                : null;
    }

    private static JsonArray array(List<Command> commands) {
        var array = new JsonArray();
        commands.forEach(command -> array.add(InteractionJson.command(command)));
        return array;
    }
}
