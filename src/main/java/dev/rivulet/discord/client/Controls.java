package dev.rivulet.discord.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The buttons under an answer, in one row; none is nothing at all.
 *
 * <p>What a button does and for whom stands in its custom id, so that it works as long as the message stands, whatever process it was that
 * posted it.
 */
public record Controls(List<Control> row) {
    public static final Controls NONE = new Controls(List.of());

    /** What a button does. */
    public enum Verb {
        STOP,
        REGENERATE,
        CONTINUE
    }

    /** A button. */
    public sealed interface Control {
        String label();

        /** @param askerId whose answer it is */
        record Act(Verb verb, String askerId, String label) implements Control {}

        /** Leads to another place in Discord. */
        record Link(String url, String label) implements Control {}
    }

    /** What a custom id of ours says. */
    public record Order(Verb verb, String askerId) {
        /** At most 100 characters: https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id. */
        String customId() {
            return verb.name().toLowerCase(Locale.ROOT) + ":" + askerId;
        }

        /** Empty for what isn't ours. */
        public static Optional<Order> parse(String customId) {
            int colon = customId.indexOf(':');
            if (colon < 0) {
                return Optional.empty();
            }
            String word = customId.substring(0, colon);
            for (Verb verb : Verb.values()) {
                if (verb.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(new Order(verb, customId.substring(colon + 1)));
                }
            }
            return Optional.empty();
        }
    }

    public Controls {
        row = List.copyOf(row);
    }
}
