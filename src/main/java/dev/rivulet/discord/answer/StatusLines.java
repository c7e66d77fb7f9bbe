package dev.rivulet.discord.answer;

import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which of an answer's status lines are worth an edit: each one that says something new, and one that only counts seconds every five
 * of them, so that the edits are there when the text comes.
 */
final class StatusLines {
    private static final Duration COUNTING = Duration.ofSeconds(5);
    private static final Pattern SECONDS = Pattern.compile("\\d+(?: s\\b|秒)");

    private final LongSupplier nanos;
    private String said = "";
    private long saidAt;
    private @Nullable Long thinkingSince;

    /** @param nanos the clock */
    StatusLines(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The line to show for a model that goes on thinking; null while the one before will do. */
    @Nullable String thinking(Language language) {
        long now = nanos.getAsLong();
        Long since = thinkingSince;
        if (since == null) {
            thinkingSince = now;
            since = now;
        }
        return worth(language.say(
                Phrase.THINKING_SECONDS, Duration.ofNanos(now - since).toSeconds()));
    }

    /** The line, or null while the one before will do. */
    @Nullable String worth(String line) {
        long now = nanos.getAsLong();
        String words = SECONDS.matcher(line).replaceAll("");
        if (words.equals(said) && now - saidAt < COUNTING.toNanos()) {
            return null;
        }
        said = words;
        saidAt = now;
        return line;
    }
}
