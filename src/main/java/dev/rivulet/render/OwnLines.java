package dev.rivulet.render;

import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a page that are ours, not the model's: Discord's small grey {@code -# } lines, the last of a page, and the first where it
 * shows the question. {@link PageText} escapes a model's line that starts so, hence every {@code -# } line there is ours, and no other is.
 *
 * <p>What a line is shows in its first characters: a {@link Seam} says {@code continues below}, a status starts with an ellipsis, a note with ℹ, a
 * failure with a warning sign, the sources with that word, a question with {@code »}, {@link #codeBreaksOff} stands for itself, and
 * what remains is a {@link Footer}. They are known in every language.
 *
 * <p>What people, models and servers say in them is {@linkplain Tame tame}; of the links there, only those of the sources are meant to be.
 */
final class OwnLines {
    private static final String PREFIX = "-# ";
    private static final String STATUS = PREFIX + "… ";
    private static final String NOTE = PREFIX + "ℹ ";
    private static final String FAILURE = PREFIX + "⚠ ";
    private static final String QUESTION = PREFIX + "» ";
    private static final String AFTER_NAME = ": ";
    private static final int LONGEST_NAME = 40;

    /** Shown where there is nothing else to show. */
    static final String WAITING = PREFIX + "…";

    /** So that a line of ours never takes more than a fifth of a page. */
    private static final int LONGEST = 400;

    private OwnLines() {}

    static String status(String text) {
        return line(STATUS, text);
    }

    static String failure(String text) {
        return line(FAILURE, text);
    }

    static String question(AnswerPages.Question question) {
        String name = question.name().replace(AFTER_NAME, " ");
        String start =
                name.substring(0, Cut.graphemeAtMost(name, 0, Math.min(name.length(), LONGEST_NAME))) + AFTER_NAME;
        return line(QUESTION, start + question.text(), start.length() + AnswerPages.Question.LONGEST);
    }

    private static AnswerPages.@Nullable Question readQuestion(String line) {
        if (!line.startsWith(QUESTION)) {
            return null;
        }
        String text = Tame.read(line.substring(QUESTION.length()));
        int colon = text.indexOf(AFTER_NAME);
        return colon < 0
                ? null
                : new AnswerPages.Question(text.substring(0, colon), text.substring(colon + AFTER_NAME.length()));
    }

    static String footer(Footer footer) {
        return line(PREFIX, footer.format());
    }

    static String note(String text) {
        return line(NOTE, text);
    }

    /** @param text as {@link SourcesLine} makes it */
    static String sources(Language language, String text) {
        return PREFIX + language.say(Phrase.SOURCES) + " " + text;
    }

    /** The model's code had no closing fence: the one above this line is ours. */
    static String codeBreaksOff(Language language) {
        return PREFIX + language.say(Phrase.CODE_BREAKS_OFF);
    }

    /** Whether a line of {@code own} says, in whatever language, what {@link #codeBreaksOff} does. */
    static boolean sayCodeBreaksOff(List<String> own) {
        return !own.isEmpty()
                && Stream.of(Language.values()).map(OwnLines::codeBreaksOff).anyMatch(own::contains);
    }

    static String emptyAnswer(Language language) {
        return PREFIX + language.say(Phrase.EMPTY_ANSWER);
    }

    static String seam(String text) {
        return PREFIX + text;
    }

    /** What a page's content says after its {@code -# }, for a line that is ours. */
    static String text(String line) {
        return line.substring(PREFIX.length());
    }

    static Optional<Footer> footer(String line) {
        boolean another =
                line.startsWith(STATUS) || line.startsWith(NOTE) || line.startsWith(FAILURE) || isSources(line);
        return another ? Optional.empty() : Footer.parse(Tame.read(text(line)));
    }

    private static boolean isSources(String line) {
        return Stream.of(Language.values()).anyMatch(language -> line.startsWith(sources(language, "")));
    }

    static boolean isFailure(String line) {
        return line.startsWith(FAILURE);
    }

    /** A page's content taken apart: the question before the body, and our lines after it. */
    record Split(AnswerPages.@Nullable Question question, String body, List<String> own) {
        static Split of(String content) {
            int firstEnd = content.indexOf('\n');
            String first = firstEnd < 0 ? content : content.substring(0, firstEnd);
            AnswerPages.Question question = readQuestion(first);
            String body =
                    question == null ? content : content.substring(Math.min(content.length(), first.length() + 1));
            List<String> own = new ArrayList<>();
            while (true) {
                int newline = body.lastIndexOf('\n');
                String last = body.substring(newline + 1);
                if (!last.startsWith(PREFIX)) {
                    return new Split(question, body, own);
                }
                own.addFirst(last);
                if (newline < 0) {
                    return new Split(question, "", own);
                }
                body = body.substring(0, newline);
            }
        }
    }

    private static String line(String prefix, String text) {
        return line(prefix, text, LONGEST);
    }

    private static String line(String prefix, String text, int longest) {
        String oneLine = text.replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ");
        int end = Blank.trimmed(oneLine, oneLine.length());
        int start = Math.min(Blank.skip(oneLine, 0), end);
        if (end == start) {
            return WAITING;
        }
        String shown = Tame.show(oneLine.substring(start, end));
        if (shown.length() > longest) {
            int cut = Cut.graphemeAtMost(shown, 0, longest - 1);
            return prefix + shown.substring(0, Blank.trimmed(shown, cut)) + "…";
        }
        return prefix + shown;
    }
}
