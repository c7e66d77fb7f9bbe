package dev.rivulet.render;

import dev.rivulet.render.Fences.Kind;
import dev.rivulet.render.Markdown.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page's Markdown as Discord shows it well, and back again; what {@link #show} changes, {@link #read} undoes exactly.
 *
 * <ul>
 *   <li>A line that starts with {@code -#} outside code gets a backslash before it: such lines at a page's end are ours. (One that starts
 *       with backslashes and {@code -#} gets one more.)
 *   <li>Discord has no tables. One becomes a code block, where columns align: as a list it would lose them, and as an image its text. The
 *       rows stay as they are, with no-break spaces added before the bars, which the reader takes off again. The block's language
 *       {@code table} tells it from the model's own blocks (Discord shows no language, and colours none of that name); a model's block
 *       of that very name gets an underscore added. Links in cells aren't clickable there: that is the price.
 * </ul>
 */
final class PageText {
    private static final String TABLE_OPENING = "```table";
    private static final String TABLE_CLOSING = "```";
    private static final Pattern SUBTEXT = Pattern.compile("([ \\t]*)(\\\\*)-#(?=[ \\t]|$)");
    private static final Pattern ESCAPED_SUBTEXT = Pattern.compile("([ \\t]*)\\\\(\\\\*)-#(?=[ \\t]|$)");
    private static final Pattern TABLE_LIKE = Pattern.compile("```table_*");

    private PageText() {}

    /**
     * What Discord is to show.
     *
     * @param text whole lines of Markdown, the last may be cut off
     * @param tables the lines in it that are tables, in order
     */
    static String show(String text, List<Lines> tables) {
        StringBuilder shown = new StringBuilder(text.length() + 64);
        Fences fences = new Fences();
        String[] lines = text.split("\n", -1);
        int nextTable = 0;
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                shown.append('\n');
            }
            while (nextTable < tables.size() && tables.get(nextTable).first() < i) {
                nextTable++;
            }
            if (nextTable < tables.size() && tables.get(nextTable).first() == i && fences.open() == null) {
                int end = Math.min(lines.length, tables.get(nextTable).last() + 1);
                List<String> rows = List.of(lines).subList(i, end);
                if (Table.canAlign(rows)) {
                    shown.append(TABLE_OPENING).append('\n');
                    Table.align(rows).forEach(row -> shown.append(row).append('\n'));
                    shown.append(TABLE_CLOSING);
                    i = end - 1;
                    continue;
                }
            }
            shown.append(show(lines[i], fences.next(lines[i])));
        }
        return shown.toString();
    }

    /** The Markdown that was shown. */
    static String read(String shown) {
        List<String> text = new ArrayList<>();
        Fences fences = new Fences();
        boolean table = false;
        for (String line : shown.split("\n", -1)) {
            Kind kind = fences.next(line);
            if (kind == Kind.OPENING && line.equals(TABLE_OPENING)) {
                table = true;
            } else if (table && kind == Kind.CLOSING) {
                table = false;
            } else if (table) {
                text.add(Table.row(line));
            } else {
                text.add(read(line, kind));
            }
        }
        return String.join("\n", text);
    }

    private static String show(String line, Kind kind) {
        return switch (kind) {
            case TEXT -> {
                Matcher subtext = SUBTEXT.matcher(line);
                yield subtext.lookingAt() ? subtext.replaceFirst("$1\\\\$2-#") : line;
            }
            case OPENING -> TABLE_LIKE.matcher(line).matches() ? line + "_" : line;
            case CODE, CLOSING -> line;
        };
    }

    private static String read(String line, Kind kind) {
        return switch (kind) {
            case TEXT -> {
                Matcher subtext = ESCAPED_SUBTEXT.matcher(line);
                yield subtext.lookingAt() ? subtext.replaceFirst("$1$2-#") : line;
            }
            case OPENING -> TABLE_LIKE.matcher(line).matches() ? line.substring(0, line.length() - 1) : line;
            case CODE, CLOSING -> line;
        };
    }
}
