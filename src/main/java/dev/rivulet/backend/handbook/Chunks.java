package dev.rivulet.backend.handbook;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into the pieces in which it is told: lines, and long lines by sentences. The pieces joined are the text. */
final class Chunks {
    private static final int SHORT = 80;

    private Chunks() {}

    static List<String> of(String text) {
        List<String> chunks = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int lineBreak = text.indexOf('\n', start);
            int end = lineBreak < 0 ? text.length() : lineBreak + 1;
            String line = text.substring(start, end);
            if (line.length() <= SHORT) {
                chunks.add(line);
            } else {
                addSentences(line, chunks);
            }
            start = end;
        }
        return chunks;
    }

    private static void addSentences(String line, List<String> chunks) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText(line);
        int start = sentences.first();
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            chunks.add(line.substring(start, end));
            start = end;
        }
    }
}
