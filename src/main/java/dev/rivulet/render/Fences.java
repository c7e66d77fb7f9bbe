package dev.rivulet.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows code fences line by line. Not the Markdown parser does this, since what counts is what Discord shows, which knows no
 * containers: to it a fence is a fence at any indentation and in any list. And the reader must see on Discord's text the very fences that the
 * writer saw on the answer's: a decision that looks at one line and what is open is the same on both.
 */
final class Fences {
    /** Containers' marks, at most twenty lists deep; the fence; its info string. */
    private static final Pattern OPENING =
            Pattern.compile("([ \\t>]*+(?:(?:[-*+]|\\d{1,9}[.)])[ \\t][ \\t>]*+){0,20})(`{3,}(?=[^`]*$)|~{3,})(.*)");

    /** A longer one isn't repeated when a fence is opened again. */
    static final int LONGEST_INFO = 100;

    enum Kind {
        TEXT,
        OPENING,
        CODE,
        CLOSING
    }

    /** An open fence. */
    record Fence(char mark, int length, boolean quoted, String info) {
        String openingLine() {
            return closingLine() + info;
        }

        String closingLine() {
            return (quoted ? "> " : "") + String.valueOf(mark).repeat(length);
        }
    }

    private @Nullable Fence open;

    /** The fence that is open after the last line. */
    @Nullable Fence open() {
        return open;
    }

    Kind next(String line) {
        Fence fence = open;
        if (fence != null && fence.quoted && !line.stripLeading().startsWith(">")) {
            fence = open = null;
        }
        if (fence != null) {
            if (closes(fence, line)) {
                open = null;
                return Kind.CLOSING;
            }
            return Kind.CODE;
        }
        if (!mayOpen(line)) {
            return Kind.TEXT;
        }
        Matcher opening = OPENING.matcher(line);
        if (!opening.matches()) {
            return Kind.TEXT;
        }
        String marks = opening.group(2);
        String info = opening.group(3);
        open = new Fence(
                marks.charAt(0),
                marks.length(),
                opening.group(1).indexOf('>') >= 0,
                info.length() > LONGEST_INFO ? " " : info);
        return Kind.OPENING;
    }

    private static boolean mayOpen(String line) {
        return line.contains("```") || line.contains("~~~");
    }

    private static boolean closes(Fence fence, String line) {
        int i = 0;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t' || line.charAt(i) == '>')) {
            i++;
        }
        int start = i;
        while (i < line.length() && line.charAt(i) == fence.mark) {
            i++;
        }
        return i - start >= fence.length && line.substring(i).isBlank();
    }
}
