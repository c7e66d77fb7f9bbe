package dev.rivulet.render;

import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of a sealed page, which says that the answer goes on and how to put the two pages together again.
 *
 * <p>It is plain text on purpose. Invisible characters would be quieter, but whether they survive Discord, its clients and copying
 * isn't documented, and an answer that can't be read back is lost context. So the line says to people what they may want to know
 * ({@code continues below}, {@code code continues below}, {@code table continues below}), and the white space at the seam, which
 * Discord would trim, is spelled after it only where it isn't the usual one: a blank line between two texts, a line's end in code and
 * tables. {@code …} means none (cut inside a word or line), {@code ⏎}, {@code ␣} and {@code ⇥} are a line's end, a space and
 * a tab, anything else is {@code U+} and four digits, and {@code ×7} repeats what is before it.
 *
 * @param kind what was cut
 * @param blanks the white space between the two pages' texts, only characters that {@link Blank} counts
 */
record Seam(Kind kind, String blanks) {
    enum Kind {
        /** Nothing was opened or closed. */
        TEXT(Phrase.CONTINUES_BELOW, "\n\n"),
        /** This page's last line closes a fence of the model's, and the next page's first opens it again. */
        CODE(Phrase.CODE_CONTINUES_BELOW, "\n"),
        /** The next page's table starts with two lines repeated from this one: the head and the line under it. */
        TABLE(Phrase.TABLE_CONTINUES_BELOW, "\n");

        private final Phrase words;
        private final String usual;

        Kind(Phrase words, String usual) {
            this.words = words;
            this.usual = usual;
        }
    }

    /** Longest spelling of the blanks. What is beyond goes to the next page's seam. */
    private static final int LONGEST_SPELLING = 300;

    private static final Pattern RUN = Pattern.compile("([⏎␣⇥]|U\\+([0-9A-F]{4}))(?:×(\\d{1,9}))?");

    /** As much of {@code text[from, to)}, all blanks, as one seam can spell; at least one character where there is one. */
    static int longestSpellable(CharSequence text, int from, int to) {
        int spelled = 0;
        int at = from;
        while (at < to) {
            int end = runEnd(text, at, to);
            spelled += spell(text.charAt(at), end - at).length();
            if (spelled > LONGEST_SPELLING) {
                return at;
            }
            at = end;
        }
        return at;
    }

    String line(Language language) {
        String words = language.say(kind.words);
        if (blanks.equals(kind.usual)) {
            return OwnLines.seam(words);
        }
        StringBuilder spelled = new StringBuilder();
        for (int at = 0; at < blanks.length(); ) {
            int end = runEnd(blanks, at, blanks.length());
            spelled.append(spell(blanks.charAt(at), end - at));
            at = end;
        }
        return OwnLines.seam(words + " " + (spelled.isEmpty() ? "…" : spelled));
    }

    /** The inverse of {@link #line}, in whatever language; empty for any other line. */
    static Optional<Seam> parse(String line) {
        for (Language language : Language.values()) {
            for (Kind kind : Kind.values()) {
                String words = OwnLines.seam(language.say(kind.words));
                if (line.equals(words)) {
                    return Optional.of(new Seam(kind, kind.usual));
                }
                if (line.startsWith(words + " ")) {
                    return unspell(line.substring(words.length() + 1)).map(blanks -> new Seam(kind, blanks));
                }
            }
        }
        return Optional.empty();
    }

    private static int runEnd(CharSequence text, int from, int to) {
        int end = from + 1;
        while (end < to && text.charAt(end) == text.charAt(from)) {
            end++;
        }
        return end;
    }

    private static String spell(char blank, int times) {
        String one = switch (blank) {
            case '\n' -> "⏎";
            case ' ' -> "␣";
            case '\t' -> "⇥";
            default -> String.format(Locale.ROOT, "U+%04X", (int) blank);
        };
        return times <= 3 ? one.repeat(times) : one + "×" + times;
    }

    private static Optional<String> unspell(String spelled) {
        if (spelled.equals("…")) {
            return Optional.of("");
        }
        StringBuilder blanks = new StringBuilder();
        Matcher run = RUN.matcher(spelled);
        int at = 0;
        while (run.lookingAt()) {
            String hex = run.group(2);
            char blank = hex != null
                    ? (char) Integer.parseInt(hex, 16)
                    : switch (run.group(1)) {
                        case "⏎" -> '\n';
                        case "␣" -> ' ';
                        default -> '\t';
                    };
            String times = run.group(3);
            int count = times == null ? 1 : Integer.parseInt(times);
            if (count > MOST_REPEATS) {
                return Optional.empty();
            }
            blanks.repeat(blank, count);
            at = run.end();
            run.region(at, spelled.length());
        }
        return at == spelled.length() ? Optional.of(blanks.toString()) : Optional.empty();
    }

    /** Guards the reader's memory against a line that somebody else wrote. */
    private static final int MOST_REPEATS = 10_000_000;
}
