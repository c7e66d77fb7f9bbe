package dev.rivulet.simulator.rest;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the API.
 *
 * @param template as in Discord's description: {@code /channels/{channel_id}/messages}
 */
record Route(HttpMethod method, String template, RouteKind kind, Handler handler) {
    /** Answers a call, at once; a {@link dev.rivulet.simulator.world.Refusal} thrown becomes the answer. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Call call);
    }

    /** The values of the template's parameters when the path fits. */
    Optional<Map<String, String>> match(List<String> path) {
        var steps = List.of(template.substring(1).split("/", -1));
        if (steps.size() != path.size()) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.startsWith("{")) {
                values.put(step.substring(1, step.length() - 1), path.get(i));
            } else if (!step.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Literal paths go before those with parameters. */
    int parameters() {
        return (int) template.chars().filter(c -> c == '{').count();
    }

    /** What a bucket is counted apart by, besides its kind: the major parameter, as Discord calls it. */
    static String major(Map<String, String> parameters) {
        for (var name : List.of("channel_id", "guild_id", "webhook_token", "interaction_token")) {
            var value = parameters.get(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
