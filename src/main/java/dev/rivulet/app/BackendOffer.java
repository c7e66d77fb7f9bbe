package dev.rivulet.app;

import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.discord.Offer;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets people choose among the backends of this process.
 *
 * @param current the configuration as of now; called from any thread
 */
record BackendOffer(Map<String, BackendVerticle> verticles, Supplier<LoadedConfig> current) implements Offer {
    BackendOffer {
        verticles = new LinkedHashMap<>(verticles);
    }

    private boolean mayChoose() {
        return current.get().config().router().allowRequested();
    }

    @Override
    public List<String> backends() {
        return mayChoose() ? List.copyOf(verticles.keySet()) : List.of();
    }

    @Override
    public List<String> profiles() {
        return List.copyOf(current.get().prompts().profiles());
    }

    @Override
    public Future<Map<String, List<String>>> models() {
        if (!mayChoose()) {
            return Future.succeededFuture(Map.of());
        }
        Map<String, Future<List<String>>> asked = new LinkedHashMap<>();
        verticles.forEach((name, backend) -> asked.put(name, backend.models().otherwise(List.of())));
        return Future.all(List.copyOf(asked.values())).map(_ -> {
            Map<String, List<String>> models = new LinkedHashMap<>();
            asked.forEach((name, found) -> models.put(name, found.result()));
            return models;
        });
    }
}
