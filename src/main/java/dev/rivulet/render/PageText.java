package dev.rivulet.render;

import dev.rivulet.render.Fences.Fence;
import dev.rivulet.render.Fences.Kind;
import dev.rivulet.render.Markdown.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page's Markdown as Discord shows it well, and back again; what {@link #show} changes, {@link #read} undoes exactly.
 *
 * <ul>
 *   <li>A line that starts with {@code -#} outside code gets a backslash before it: such lines at a page's end are ours. (One that starts
 *       with backslashes and {@code -#} gets one more.)
 *   <li>Headings, masked links and invites are shown as {@link Tame} says.
 *   <li>Discord has no tables. One becomes a code block, where columns align: as a list it would lose them, and as an image its text. The
 *       rows stay as they are, with no-break spaces added before the bars, which the reader takes off again. The block's language
 *       {@code table} tells it from the model's own blocks (Discord shows no language, and colours none of that name); a model's block
 *       of that very name gets an underscore added. Links in cells aren't clickable there: that is the price.
 *   <li>Discord knows only fences of three backticks, and ends a block at the next three wherever they stand. So a fence of tildes or
 *       of more backticks becomes one of three, its language followed by {@code .tilde} or {@code .fence} and its length (the
 *       block is then shown without colours), and backticks in code get zero-width spaces between them where three or more meet.
 * </ul>
 */
final class PageText {
    private static final String TABLE_OPENING = "```table";
    private static final String TABLE_CLOSING = "```";
    private static final Pattern SUBTEXT = Pattern.compile("([ \\t]*)(\\\\*)-#(?=[ \\t]|$)");
    private static final Pattern ESCAPED_SUBTEXT = Pattern.compile("([ \\t]*)\\\\(\\\\*)-#(?=[ \\t]|$)");
    /** The last language is ours, or the model's that could be mistaken for it. */
    private static final Pattern RESERVED =
            Pattern.compile("[^`~]*```(?:table|[\\w+#.-]*\\.(?:tilde|fence)[0-9]{1,4})_*");

    private static final Pattern FOREIGN = Pattern.compile("([^`~]*)(`{4,9999}|~{3,9999})([\\w+#.-]{0,100})");
    private static final Pattern SHOWN_FOREIGN = Pattern.compile("([^`~]*)```([\\w+#.-]*)\\.(tilde|fence)([0-9]{1,4})");
    private static final Pattern BACKTICKS = Pattern.compile("[`\u200b]{3,}");

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
        Fence fence = null;
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
            String line = lines[i];
            Kind kind = fences.next(line);
            if (kind == Kind.OPENING) {
                fence = FOREIGN.matcher(line).matches() ? fences.open() : null;
            }
            shown.append(
                    switch (kind) {
                        case TEXT -> Tame.show(replaceStart(SUBTEXT, line, "$1\\\\$2-#"));
                        case OPENING -> showOpening(line);
                        case CODE -> spread(line);
                        case CLOSING -> fence == null ? line : withMarks(line, fence.mark(), '`', 3 - fence.length());
                    });
        }
        return shown.toString();
    }

    /** The line that closes this fence where it is shown. */
    static String closing(Fence fence) {
        return FOREIGN.matcher(fence.openingLine()).matches()
                ? (fence.quoted() ? "> " : "") + "```"
                : fence.closingLine();
    }

    /** The Markdown that was shown. */
    static String read(String shown) {
        List<String> text = new ArrayList<>();
        Fences fences = new Fences();
        boolean table = false;
        Fence fence = null;
        for (String line : shown.split("\n", -1)) {
            Kind kind = fences.next(line);
            if (kind == Kind.OPENING) {
                table = line.equals(TABLE_OPENING);
                if (table) {
                    continue;
                }
                String opening = readOpening(line);
                fence = FOREIGN.matcher(opening).matches() ? opened(opening) : null;
                text.add(opening);
            } else if (table) {
                table = kind == Kind.CODE;
                if (table) {
                    text.add(Table.row(line));
                }
            } else {
                text.add(
                        switch (kind) {
                            case TEXT, OPENING -> replaceStart(ESCAPED_SUBTEXT, Tame.read(line), "$1$2-#");
                            case CODE -> unspread(line);
                            case CLOSING ->
                                fence == null ? line : withMarks(line, '`', fence.mark(), fence.length() - 3);
                        });
            }
        }
        return String.join("\n", text);
    }

    private static String replaceStart(Pattern pattern, String line, String replacement) {
        Matcher matcher = pattern.matcher(line);
        return matcher.lookingAt() ? matcher.replaceFirst(replacement) : line;
    }

    private static String showOpening(String line) {
        if (RESERVED.matcher(line).matches()) {
            return line + "_";
        }
        Matcher foreign = FOREIGN.matcher(line);
        if (!foreign.matches()) {
            return line;
        }
        String marks = foreign.group(2);
        return foreign.group(1) + "```" + foreign.group(3) + (marks.startsWith("~") ? ".tilde" : ".fence")
                + marks.length();
    }

    private static String readOpening(String line) {
        Matcher foreign = SHOWN_FOREIGN.matcher(line);
        if (foreign.matches()) {
            String mark = foreign.group(3).equals("tilde") ? "~" : "`";
            return foreign.group(1) + mark.repeat(Integer.parseInt(foreign.group(4))) + foreign.group(2);
        }
        return RESERVED.matcher(line).matches() && line.endsWith("_") ? line.substring(0, line.length() - 1) : line;
    }

    private static @Nullable Fence opened(String opening) {
        Fences fences = new Fences();
        fences.next(opening);
        return fences.open();
    }

    /** A closing line with other marks, and so many more of them. */
    private static String withMarks(String line, char from, char to, int more) {
        int start = line.indexOf(from);
        int end = line.lastIndexOf(from) + 1;
        return line.substring(0, start) + String.valueOf(to).repeat(end - start + more) + line.substring(end);
    }

    private static String spread(String line) {
        return respace(line, "`(\u200b*)(?=`)", "`\u200b$1");
    }

    private static String unspread(String line) {
        return respace(line, "`\u200b(\u200b*)(?=`)", "`$1");
    }

    private static String respace(String line, String pattern, String replacement) {
        return BACKTICKS.matcher(line).replaceAll(run -> {
            boolean many = run.group().chars().filter(c -> c == '`').count() >= 3;
            return many ? run.group().replaceAll(pattern, replacement) : run.group();
        });
    }
}
