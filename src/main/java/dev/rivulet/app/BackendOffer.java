package dev.rivulet.app;

import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.discord.people.Offer;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Lets people choose among the backends of this process; where there is a router elsewhere, also among its backends and prompts, of which
 * it knows better which there are.
 *
 * @param current the configuration as of now; called from any thread
 */
record BackendOffer(Map<String, BackendVerticle> verticles, Supplier<LoadedConfig> current) implements Offer {
    /** As the configuration lets backends and prompts be named. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    BackendOffer {
        verticles = new LinkedHashMap<>(verticles);
    }

    private boolean mayChoose() {
        return current.get().config().router().allowRequested();
    }

    private boolean asksElsewhere() {
        return verticles.containsKey(RivuletConfig.REMOTE);
    }

    @Override
    public List<String> backends() {
        if (!mayChoose()) {
            return List.of();
        }
        return asksElsewhere() ? current.get().config().defaultChain() : List.copyOf(verticles.keySet());
    }

    @Override
    public boolean hasBackend(String name) {
        return backends().contains(name) || (mayChoose() && asksElsewhere() && mayBeElsewhere(name));
    }

    /** A name that means a backend here never reaches the router elsewhere. */
    private boolean mayBeElsewhere(String name) {
        return NAME.matcher(name).matches() && !verticles.containsKey(name);
    }

    @Override
    public List<String> profiles() {
        return List.copyOf(current.get().prompts().profiles());
    }

    @Override
    public boolean hasProfile(String name) {
        return profiles().contains(name)
                || (asksElsewhere() && NAME.matcher(name).matches());
    }

    @Override
    public Future<Map<String, List<String>>> models() {
        Map<String, Future<List<String>>> asked = new LinkedHashMap<>();
        Map<String, List<String>> far = new LinkedHashMap<>();
        verticles.forEach((name, backend) -> {
            if (backends().contains(name)) {
                asked.put(name, backend.models().otherwise(List.of()));
            }
        });
        BackendVerticle remote = mayChoose() ? verticles.get(RivuletConfig.REMOTE) : null;
        if (remote != null) {
            asked.put(
                    RivuletConfig.REMOTE,
                    remote.behind()
                            .onSuccess(names -> names.stream()
                                    .filter(this::mayBeElsewhere)
                                    .forEach(name -> far.put(name, List.of())))
                            .map(List.<String>of())
                            .otherwise(List.of()));
        }
        return Future.all(List.copyOf(asked.values())).map(_ -> {
            Map<String, List<String>> models = new LinkedHashMap<>();
            asked.forEach((name, found) -> models.put(name, found.result()));
            models.putAll(far);
            return models;
        });
    }
}
