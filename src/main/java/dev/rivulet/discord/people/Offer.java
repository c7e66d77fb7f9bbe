package dev.rivulet.discord.people;

import dev.rivulet.discord.DiscordVerticle;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** What people may choose from. Called on the context of the {@link DiscordVerticle}. */
public interface Offer {
    /** Nothing can be chosen. */
    Offer NOTHING = new Offer() {
        @Override
        public List<String> backends() {
            return List.of();
        }

        @Override
        public List<String> profiles() {
            return List.of();
        }

        @Override
        public Future<Map<String, List<String>>> models() {
            return Future.succeededFuture(Map.of());
        }
    };

    /** The backends' names, as far as they are known; empty where questions can't choose theirs. */
    List<String> backends();

    /** Whether that backend may be chosen. */
    default boolean hasBackend(String name) {
        return backends().contains(name);
    }

    /** The names of the system prompts, as far as they are known. */
    List<String> profiles();

    /** Whether that system prompt may be chosen. */
    default boolean hasProfile(String name) {
        return profiles().contains(name);
    }

    /**
     * The models that each backend names just now, as far as it names any, also of backends that are not among {@link #backends} but may
     * be chosen. May take seconds, or fail.
     */
    Future<Map<String, List<String>>> models();
}
