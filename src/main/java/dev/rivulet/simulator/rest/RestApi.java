package dev.rivulet.simulator.rest;

import dev.rivulet.simulator.json.MessageJson;
import dev.rivulet.simulator.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Answers every request below {@code /api/v10}. */
public final class RestApi {
    /** What every path starts with. */
    public static final String PREFIX = "/api/v10";

    private final Vertx vertx;
    private final World world;
    private final InstantSource clock;
    private final List<Route> routes;
    private final RateLimits limits;
    private final RestFaults faults;

    /** @param origin such as {@code http://127.0.0.1:4000} */
    public RestApi(Vertx vertx, World world, InstantSource clock, String origin) {
        this.vertx = vertx;
        this.world = world;
        this.clock = clock;
        this.limits = new RateLimits(clock);
        this.faults = new RestFaults(clock);
        var view = new MessageJson(world, origin);
        var all = new ArrayList<Route>();
        all.addAll(new AccountRoutes(world, origin.replaceFirst("^http", "ws")).list());
        all.addAll(new ChannelRoutes(world).list());
        all.addAll(new CommandRoutes(world).list());
        all.addAll(new GuildRoutes(world).list());
        all.addAll(new InteractionRoutes(world, view).list());
        all.addAll(new MessageRoutes(world, view).list());
        all.sort(Comparator.comparingInt(Route::parameters));
        routes = List.copyOf(all);
    }

    public RateLimits limits() {
        return limits;
    }

    public RestFaults faults() {
        return faults;
    }

    public void handle(HttpServerRequest request) {
        new Exchange(vertx, world, clock, limits, faults, request).run(routes);
    }
}
