package dev.rivulet.config;

import dev.rivulet.language.Language;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What answers on Discord look like.
 *
 * @param language of the bot's own lines; unset follows the person, else the server
 * @param place where questions in a channel are answered
 * @param titles whether a backend is asked for the title of a thread; else it is made of the question's words
 * @param linkPreviews whether Discord fetches what an answer links to, and shows a card of it
 * @param codeFiles code blocks of at least so many characters come as files too; 0 never
 * @param rules for single servers and channels; of each setting, the first rule that fits and sets it decides
 */
public record AnswersConfig(
        @Nullable Language language,
        @Default("channel") Where place,
        @Default("true") boolean titles,
        @Default("false") boolean linkPreviews,
        @Default("0") int codeFiles,
        @Default("[]") List<Rule> rules) {
    /** What applies when nothing is set. */
    public static final AnswersConfig DEFAULT = new AnswersConfig(null, Where.CHANNEL, true, false, 0, List.of());

    /** Where questions in a channel are answered. */
    public enum Where {
        /** There, as replies. */
        CHANNEL,
        /** Each in a thread of its own. */
        THREAD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AnswersConfig {
        rules = List.copyOf(rules);
        Check.atLeast("codeFiles", codeFiles, 0);
    }

    /** Fits where all that is set of {@code server} and {@code channel} (ids) matches; a thread counts as the channel it hangs on. */
    public record Rule(
            @Nullable String server,
            @Nullable String channel,
            @Nullable Language language,
            @Nullable Where place) {
        public Rule {
            if (server == null && channel == null) {
                throw new IllegalArgumentException("must set at least one of server and channel");
            }
            if (language == null && place == null) {
                throw new IllegalArgumentException("must set at least one of language and place");
            }
        }

        boolean fits(@Nullable String inServer, String inChannel) {
            return (server == null || server.equals(inServer)) && (channel == null || channel.equals(inChannel));
        }
    }

    /** Where to answer what is asked in that channel. */
    public Where place(@Nullable String server, String channel) {
        for (Rule rule : rules) {
            if (rule.place != null && rule.fits(server, channel)) {
                return rule.place;
            }
        }
        return place;
    }

    /** Whether there is any place where threads are opened. */
    public boolean opensThreads() {
        return place == Where.THREAD || rules.stream().anyMatch(rule -> rule.place == Where.THREAD);
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
