package dev.rivulet.discord;

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

    /** The backends' names; empty where questions can't choose theirs. */
    List<String> backends();

    /** The names of the system prompts. */
    List<String> profiles();

    /** The models that each backend names just now, as far as it names any. May take seconds, or fail. */
    Future<Map<String, List<String>>> models();
}
