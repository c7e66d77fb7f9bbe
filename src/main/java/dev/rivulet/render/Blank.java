package dev.rivulet.render;

/**
 * What Discord may trim from the ends of a message. Which characters exactly isn't documented, so everything counts that anybody
 * calls white space, and the two invisible ones (U+200B, U+FEFF) that some trim as well.
 */
final class Blank {
    private Blank() {}

    static boolean isBlank(char c) {
        return c <= ' '
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\u007f'
                || c == '\u0085'
                || c == '\u200b'
                || c == '\ufeff';
    }

    /** The first index from {@code from} on that isn't blank, or the length. */
    static int skip(CharSequence text, int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The length of {@code text[0, to)} without the blanks at its end. */
    static int trimmed(CharSequence text, int to) {
        int i = to;
        while (i > 0 && isBlank(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
