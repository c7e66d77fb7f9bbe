package dev.rivulet.render;

import dev.rivulet.render.Fences.Kind;
import dev.rivulet.render.Markdown.Lines;
import dev.rivulet.render.Markdown.Start;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Chooses where a page ends: before a table that doesn't fit rather than in it, between lines of code, and in text at a paragraph, line,
 * sentence or word, in this order, as long as the page is filled well enough; at last at a grapheme cluster. Never inside a
 * cluster, unless one alone is longer than a page, and never inside a surrogate pair.
 */
final class Cut {
    /** Share of what fits that a page should at least show for the sake of a good end. */
    private static final double WELL_FILLED = 0.5;

    private static final double FILLED = 0.15;

    /** Code that has only begun at a page's end, by this share of the page, goes whole to the next. */
    private static final double HARDLY_BEGUN = 0.3;

    /** What reads as something else at the start of a message than in the middle of a line. */
    private static final Pattern LINE_MARKUP = Pattern.compile("(?:#{1,6}|>|[-+*]|-#|\\d+[.)])\\s|[`~]{3}|\\|");

    private final String text;
    private final int start;
    private final Markdown markdown;
    private final IntPredicate fits;
    private final List<Integer> lineStarts = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();

    private Cut(String text, int start, Markdown markdown, IntPredicate fits) {
        this.text = text;
        this.start = start;
        this.markdown = markdown;
        this.fits = fits;
        Fences fences = new Fences();
        int at = 0;
        for (String line : text.split("\n", -1)) {
            lineStarts.add(at);
            kinds.add(fences.next(line));
            at += line.length() + 1;
        }
    }

    /**
     * Where to cut.
     *
     * @param text longer than what fits
     * @param start where the page's own text starts; what is before was repeated from the page before
     * @param fits whether a page cut here keeps the limit
     * @return after {@code start}, before the text's end
     */
    static int choose(String text, int start, Markdown markdown, IntPredicate fits) {
        return new Cut(text, start, markdown, fits).choose();
    }

    /** The last boundary of a grapheme cluster in {@code (from, max]}; where there is none, of a code point. */
    static int graphemeAtMost(String text, int from, int max) {
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        int at = max >= text.length() ? text.length() : clusters.preceding(max + 1);
        if (at > from) {
            return at;
        }
        return max - 1 > from && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    }

    private int choose() {
        int max = furthest();
        int line = lineOf(max);
        for (Lines table : markdown.tables()) {
            if (table.from() < max && max < table.to()) {
                return inTable(table, max);
            }
        }
        if (kinds.get(line) == Kind.CODE || kinds.get(line) == Kind.CLOSING) {
            return inCode(line, max);
        }
        return inText(max);
    }

    /** The furthest cut that fits; what a page shows grows with its text. */
    private int furthest() {
        int low = start + 1;
        int high = text.length() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (fits.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int inTable(Lines table, int max) {
        int before = glued(table.from());
        if (before > start) {
            return before;
        }
        // Two lines of head and one row at least: a head alone says nothing.
        int row =
                lastWhere(lineStarts.subList(Math.min(table.first() + 3, table.last() + 1), table.last() + 1), max, 0);
        return row > 0 ? row : graphemeAtMost(text, start, max);
    }

    private int inCode(int line, int max) {
        int opening = line;
        while (opening > 0 && kinds.get(opening) != Kind.OPENING) {
            opening--;
        }
        int before = glued(lineStarts.get(opening));
        if (before >= filled(max, WELL_FILLED) && max - before < HARDLY_BEGUN * (max - start)) {
            return before;
        }
        List<Integer> lines = IntStream.rangeClosed(opening + 2, line)
                .filter(i -> kinds.get(i) == Kind.CODE)
                .mapToObj(lineStarts::get)
                .toList();
        List<Integer> afterBlankLine = lines.stream()
                .filter(at -> at >= 2 && text.charAt(at - 2) == '\n')
                .toList();
        int paragraph = lastWhere(afterBlankLine, max, filled(max, 0.8));
        if (paragraph > 0) {
            return paragraph;
        }
        int at = lastWhere(lines, max, filled(max, FILLED));
        if (at > 0) {
            return at;
        }
        return before > start && fits.test(before) ? before : graphemeAtMost(text, start, max);
    }

    private int inText(int max) {
        List<Integer> blocks = markdown.blocks().stream()
                .filter(block -> block.top() && !block.glued())
                .map(Start::at)
                .filter(at -> text.charAt(at) != ' ')
                .toList();
        List<Integer> lines = IntStream.range(0, lineStarts.size())
                .filter(i -> kinds.get(i) == Kind.TEXT || kinds.get(i) == Kind.OPENING)
                .mapToObj(lineStarts::get)
                .filter(this::isFree)
                .toList();
        List<Integer> sentences = boundaries(BreakIterator.getSentenceInstance(Locale.ROOT), max);
        for (double share : new double[] {WELL_FILLED, FILLED}) {
            for (List<Integer> ends : List.of(blocks, lines, sentences)) {
                int at = lastWhere(ends, max, filled(max, share));
                if (at > 0) {
                    return at;
                }
            }
        }
        int word = lastWhere(boundaries(BreakIterator.getLineInstance(Locale.ROOT), max), max, filled(max, FILLED));
        return word > 0 ? word : graphemeAtMost(text, start, max);
    }

    private int filled(int max, double share) {
        return start + Math.max(1, (int) (share * (max - start)));
    }

    /** Where what must stay with the block at {@code at} starts: its heading, or the line that announces it. */
    private int glued(int at) {
        int from = at;
        List<Start> blocks = markdown.blocks();
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Start block = blocks.get(i);
            if (block.top() && block.at() <= from) {
                if (!block.glued()) {
                    return block.at() == from || from != at ? block.at() : from;
                }
                if (block.at() == from || from != at) {
                    from = block.at() - 1;
                } else {
                    return from;
                }
            }
        }
        return at;
    }

    private boolean isFree(int at) {
        return !markdown.isInsideWhole(at)
                && markdown.tables().stream().noneMatch(table -> table.from() < at && at < table.to());
    }

    private List<Integer> boundaries(BreakIterator iterator, int max) {
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        iterator.setText(text);
        List<Integer> found = new ArrayList<>();
        for (int at = iterator.first(); at != BreakIterator.DONE && at <= max; at = iterator.next()) {
            if (at > start
                    && at < text.length()
                    && kinds.get(lineOf(at)) == Kind.TEXT
                    && isFree(at)
                    && clusters.isBoundary(at)
                    && !LINE_MARKUP.matcher(text).region(at, text.length()).lookingAt()) {
                found.add(at);
            }
        }
        return found;
    }

    private int lastWhere(List<Integer> ends, int max, int min) {
        return ends.reversed().stream()
                .filter(at -> at > start && at >= min && at <= max && fits.test(at))
                .findFirst()
                .orElse(0);
    }

    private int lineOf(int at) {
        int line = java.util.Collections.binarySearch(lineStarts, at);
        return line >= 0 ? line : -line - 2;
    }
}
