package dev.rivulet.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes from a line of text outside code what is loud, or not what it seems; what {@link #show} changes, {@link #read} undoes exactly.
 *
 * <ul>
 *   <li>Headings of every level are shown in the smallest of Discord's, which is bold and no larger than text.
 *   <li>A masked link, {@code [text](address)}, is shown with its brackets, so that people see where it leads.
 *   <li>An invite leads nowhere: a client would show a card with a button to join, wherever in a message the invite stands.
 * </ul>
 *
 * <p>All by zero-width spaces, in whose number the original is kept: one goes between the brackets of a link and after the slash of
 * an invite, and after a heading's mark there are three for each that was there, and as many more as the level is above the smallest. Code
 * spans aren't spared, since what Discord takes for one can't be told for sure.
 *
 * <p>Discord's rules: https://support.discord.com/hc/articles/210298617, and its clients' pattern of invites.
 */
final class Tame {
    private static final String ZERO = "\u200b";
    private static final int SMALLEST = 3;

    /** Containers' marks; the heading's; blanks; zero-width spaces, before something that can be seen. */
    private static final Pattern HEADING = Pattern.compile(
            "((?:[ \\t>]|[-*+][ \\t]|\\d{1,9}[.)][ \\t]){0,40})(#{1,3})([ \\t]+)(\u200b*+)(?=[^\\s\u200b])");

    private static final Pattern LINK = Pattern.compile("](\u200b*+)(?=\\()");

    private static final Pattern INVITE = Pattern.compile(
            "(discord(?:\\.(?:gg|gift|new)|(?:app)?\\.com/(?:invite|template|gifts))/)(\u200b*+)(?=[^\\s\u200b])",
            Pattern.CASE_INSENSITIVE);

    private Tame() {}

    static String show(String line) {
        String shown = LINK.matcher(showHeading(line)).replaceAll(found -> "]" + ZERO + found.group(1));
        return INVITE.matcher(shown).replaceAll(found -> quote(found.group(1) + ZERO + found.group(2)));
    }

    static String read(String line) {
        String read = INVITE.matcher(line).replaceAll(found -> quote(found.group(1) + less(found.group(2))));
        read = LINK.matcher(read).replaceAll(found -> "]" + less(found.group(1)));
        Matcher heading = HEADING.matcher(read);
        if (!heading.lookingAt() || heading.group(2).length() != SMALLEST) {
            return read;
        }
        int zeros = heading.group(4).length();
        return heading.group(1)
                + "#".repeat(SMALLEST - zeros % SMALLEST)
                + heading.group(3)
                + ZERO.repeat(zeros / SMALLEST)
                + read.substring(heading.end());
    }

    private static String showHeading(String line) {
        Matcher heading = HEADING.matcher(line);
        if (!heading.lookingAt()) {
            return line;
        }
        int zeros = SMALLEST * heading.group(4).length()
                + SMALLEST
                - heading.group(2).length();
        return heading.group(1)
                + "#".repeat(SMALLEST)
                + heading.group(3)
                + ZERO.repeat(zeros)
                + line.substring(heading.end());
    }

    private static String less(String zeros) {
        return zeros.isEmpty() ? zeros : zeros.substring(1);
    }

    private static String quote(String text) {
        return Matcher.quoteReplacement(text);
    }
}
