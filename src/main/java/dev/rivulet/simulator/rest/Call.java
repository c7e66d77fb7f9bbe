package dev.rivulet.simulator.rest;

import dev.rivulet.simulator.json.Ids;
import dev.rivulet.simulator.world.User;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed the gate.
 *
 * @param path the values of the route's parameters
 * @param bearer whose token came with it, null on the routes of interactions: their token is in the path
 */
record Call(
        Map<String, String> path,
        MultiMap query,
        Body body,
        @Nullable User bearer) {
    User caller() {
        return Objects.requireNonNull(bearer, "routes are guarded");
    }

    String parameter(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    long id(String name) {
        return Ids.parse(parameter(name), name);
    }

    JsonObject json() {
        return body.object();
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    @Nullable Long queryId(String name) {
        return query(name).map(value -> Ids.parse(value, name)).orElse(null);
    }
}
