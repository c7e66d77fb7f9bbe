package dev.rivulet.config;

import dev.rivulet.language.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What answers on Discord look like.
 *
 * @param language of the bot's own lines; unset follows the person, else the server
 * @param linkPreviews whether Discord fetches what an answer links to, and shows a card of it
 * @param rules for single servers and channels; of each setting, the first rule that fits and sets it decides
 */
public record AnswersConfig(
        @Nullable Language language,
        @Default("false") boolean linkPreviews,
        @Default("[]") List<Rule> rules) {
    /** What applies when nothing is set. */
    public static final AnswersConfig DEFAULT = new AnswersConfig(null, false, List.of());

    public AnswersConfig {
        rules = List.copyOf(rules);
    }

    /** Fits where all that is set of {@code server} and {@code channel} (ids) matches; a thread counts as the channel it hangs on. */
    public record Rule(
            @Nullable String server,
            @Nullable String channel,
            @Nullable Language language) {
        public Rule {
            if (server == null && channel == null) {
                throw new IllegalArgumentException("must set at least one of server and channel");
            }
            if (language == null) {
                throw new IllegalArgumentException("must set language");
            }
        }

        boolean fits(@Nullable String inServer, String inChannel) {
            return (server == null || server.equals(inServer)) && (channel == null || channel.equals(inChannel));
        }
    }

    /** The language set for that place; null follows the person. */
    public @Nullable Language language(@Nullable String server, String channel) {
        for (Rule rule : rules) {
            if (rule.language != null && rule.fits(server, channel)) {
                return rule.language;
            }
        }
        return language;
    }
}
