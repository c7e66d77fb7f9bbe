package dev.rivulet.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of a Markdown table, their bars moved under each other with no-break spaces. */
final class Table {
    private static final char PADDING = '\u00a0';
    private static final Pattern PADDED_BAR = Pattern.compile(PADDING + "+(?=\\|)");

    /** In columns. What is wider wraps on most screens, and padding would only make that worse. */
    private static final int WIDEST = 100;

    private Table() {}

    /** Whether the rows can be shown so that {@link #row} finds them again: no fence in them, nor anything that looks like padding. */
    static boolean canAlign(List<String> rows) {
        Fences fences = new Fences();
        return rows.stream()
                .allMatch(row -> fences.next(row) == Fences.Kind.TEXT
                        && !PADDED_BAR.matcher(row).find());
    }

    static List<String> align(List<String> rows) {
        List<int[]> bars = rows.stream().map(Table::bars).toList();
        List<Integer> widths = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            for (int b = 0; b < bars.get(r).length; b++) {
                int width = width(rows.get(r), b == 0 ? 0 : bars.get(r)[b - 1] + 1, bars.get(r)[b]);
                if (b == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(b, Math.max(widths.get(b), width));
                }
            }
        }
        if (widths.stream().mapToInt(Integer::intValue).sum() + widths.size() > WIDEST) {
            return rows;
        }
        List<String> aligned = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            aligned.add(pad(rows.get(r), bars.get(r), widths));
        }
        return aligned;
    }

    /** The row without its padding. */
    static String row(String aligned) {
        return PADDED_BAR.matcher(aligned).replaceAll("");
    }

    private static String pad(String row, int[] bars, List<Integer> widths) {
        StringBuilder padded = new StringBuilder();
        int from = 0;
        for (int b = 0; b < bars.length; b++) {
            padded.append(row, from, bars[b]);
            // Only where a cell ends: before the first bar stands nothing, or the first cell of a row without an outer
            // bar.
            padded.repeat(PADDING, widths.get(b) - width(row, from, bars[b]));
            padded.append('|');
            from = bars[b] + 1;
        }
        return padded.append(row, from, row.length()).toString();
    }

    private static int[] bars(String row) {
        return java.util.stream.IntStream.range(0, row.length())
                .filter(i -> row.charAt(i) == '|' && (i == 0 || row.charAt(i - 1) != '\\'))
                .toArray();
    }

    private static int width(String row, int from, int to) {
        return row.substring(from, to).codePoints().map(Table::width).sum();
    }

    /** Columns a character takes in a monospaced font, nearly: two for East Asian wide ones and emoji. */
    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default ->
                codePoint >= 0x1100
                                && (codePoint <= 0x115f
                                        || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
                                        || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
                                        || (codePoint >= 0xf900 && codePoint <= 0xfaff)
                                        || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
                                        || (codePoint >= 0xff00 && codePoint <= 0xff60)
                                        || (codePoint >= 0x1f300 && codePoint <= 0x1faff)
                                        || (codePoint >= 0x20000 && codePoint <= 0x3fffd))
                        ? 2
                        : 1;
        };
    }
}
