package dev.rivulet.discord.answer;

import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.Source;
import dev.rivulet.discord.client.Controls;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.Footer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What an answer is to show as of now, of what came of it: its pages, and the buttons under them. Writes nothing itself. All on one context. */
final class Draft {
    private final Asking asking;
    private final Language language;
    private final AnswerPages pages;
    private final StatusLines statusLines;

    private @Nullable Started started;
    private boolean hasText;
    /** The whole answer, where somebody wants it. */
    private @Nullable StringBuilder kept;
    /** The answer breaks off where more might come. */
    private boolean mayGoOn;
    /** Nobody will want to hear it again. */
    private boolean unwanted;

    /** @param nanos the clock */
    Draft(Asking asking, Language language, LongSupplier nanos) {
        this.asking = asking;
        this.language = language;
        this.pages = asking.pages(language);
        this.statusLines = new StatusLines(nanos);
    }

    /** Of the lines that are ours. */
    Language language() {
        return language;
    }

    AnswerPages pages() {
        return pages;
    }

    boolean hasText() {
        return hasText;
    }

    boolean ended() {
        return pages.ended();
    }

    /** The buttons under it, as of now. */
    Controls controls() {
        return unwanted ? Controls.NONE : Buttons.of(asking, pages.ended(), hasText && mayGoOn, language);
    }

    /** From now on, the answer's text is kept. */
    void keepText() {
        kept = new StringBuilder();
    }

    /** What was kept of the answer's text; empty when nobody wants it any more. */
    String text() {
        return kept == null ? "" : kept.toString();
    }

    /** Back to where nothing has come, while there is no text. */
    void restart() {
        started = null;
    }

    void begin(Started now) {
        started = now;
        pages.forgetSources();
    }

    void append(String text) {
        if (!hasText) {
            hasText = true;
            pages.status(null);
        }
        pages.append(text);
        if (kept != null) {
            kept.append(text);
        }
    }

    void sources(List<Source> sources) {
        pages.sources(sources);
    }

    /** The model thinks; returns whether that is to be shown. */
    boolean thinks() {
        return status(statusLines.thinking(language));
    }

    /** Something goes on behind the answer; returns whether that is to be shown. */
    boolean goesOn(String line) {
        return status(statusLines.worth(line));
    }

    /** Shows a line while there is no text; returns whether it does. */
    boolean status(@Nullable String line) {
        if (line == null || hasText || pages.ended()) {
            return false;
        }
        pages.status(language.translate(line));
        return true;
    }

    /** Shows one line under the answer, for good; null for none. */
    void note(@Nullable String line) {
        pages.note(line);
    }

    void complete(Completed completed) {
        mayGoOn = completed.finish() == Finish.LENGTH;
        pages.finish(footer(completed));
    }

    private @Nullable Footer footer(Completed completed) {
        Started by = started;
        if (by == null || by.backend().isBlank()) {
            return null;
        }
        List<String> notes = new ArrayList<>();
        double seconds = completed.elapsed().toMillis() / 1000.0;
        notes.add(language.say(Phrase.SECONDS, String.format(language.locale(), "%.1f", seconds)));
        int tokens = completed.usage().outputTokens();
        if (tokens > 0) {
            notes.add(language.say(Phrase.TOKENS, tokens));
        }
        if (completed.finish() == Finish.LENGTH) {
            notes.add(language.say(Phrase.STOPPED_AT_LENGTH));
        }
        return new Footer(by.model(), by.backend(), notes);
    }

    /** Ends it with this line; what came before stays. */
    void fail(String line) {
        breakOff();
        pages.fail(line);
    }

    /** From now on, no other answer is offered. */
    void refuse() {
        unwanted = true;
        kept = null;
    }

    /** It isn't shown to its end, so that more might come. */
    void breakOff() {
        mayGoOn = true;
    }

    /** Ends it without another word, if it hasn't ended. */
    void abandon() {
        kept = null;
        if (!pages.ended()) {
            pages.finish(null);
        }
    }
}
