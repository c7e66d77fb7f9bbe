package dev.rivulet.render;

/** Normalises an answer that arrives in pieces cut anywhere, even between CR and LF or inside a surrogate pair. */
final class Intake {
    private static final char REPLACEMENT = '\ufffd';

    private boolean started;
    private boolean afterReturn;
    private char highSurrogate;

    void take(String piece, StringBuilder to) {
        for (int i = 0; i < piece.length(); i++) {
            take(piece.charAt(i), to);
        }
    }

    /** Nothing follows. */
    void end(StringBuilder to) {
        if (highSurrogate != 0) {
            highSurrogate = 0;
            to.append(REPLACEMENT);
        }
    }

    private void take(char c, StringBuilder to) {
        if (highSurrogate != 0 && Character.isLowSurrogate(c)) {
            to.append(highSurrogate).append(c);
            highSurrogate = 0;
            return;
        }
        end(to);
        boolean secondOfBreak = afterReturn && c == '\n';
        afterReturn = c == '\r';
        if (secondOfBreak || (!started && Blank.isBlank(c))) {
            return;
        }
        started = true;
        if (Character.isHighSurrogate(c)) {
            highSurrogate = c;
        } else if (c == 0 || Character.isLowSurrogate(c)) {
            to.append(REPLACEMENT);
        } else {
            to.append(c == '\r' ? '\n' : c);
        }
    }
}
