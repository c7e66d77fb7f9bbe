package dev.rivulet.discord.attachments;

import dev.rivulet.discord.attachments.Attached.TextFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text of bytes: UTF-8, or UTF-16 where a byte order mark says so. What isn't proper becomes U+FFFD, and where that is much it is no text. */
final class Texts {
    private static final char REPLACEMENT = '\ufffd';

    /** One character in so many may be improper. */
    private static final int TOLERATED = 50;

    private Texts() {}

    /**
     * @param characters at most so many UTF-16 units are kept
     * @return empty if it isn't text
     */
    static Optional<TextFile> read(String name, byte[] file, int characters) {
        String text = decode(file);
        long improper =
                text.chars().filter(c -> c == REPLACEMENT || isControl(c)).count();
        if (text.isBlank() || improper * TOLERATED > text.length()) {
            return Optional.empty();
        }
        String proper = text.replace("\r\n", "\n").replace('\0', REPLACEMENT);
        return Optional.of(cut(name, proper, characters));
    }

    static TextFile cut(String name, String text, int characters) {
        if (text.length() <= characters) {
            return new TextFile(name, text, false);
        }
        int end =
                characters > 0 && Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
        return new TextFile(name, text.substring(0, end), true);
    }

    private static String decode(byte[] file) {
        if (file.length >= 2 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xfe) {
            return without(file, 2, StandardCharsets.UTF_16LE);
        }
        if (file.length >= 2 && (file[0] & 0xff) == 0xfe && (file[1] & 0xff) == 0xff) {
            return without(file, 2, StandardCharsets.UTF_16BE);
        }
        boolean marked = file.length >= 3 && file[0] == (byte) 0xef && file[1] == (byte) 0xbb && file[2] == (byte) 0xbf;
        return without(file, marked ? 3 : 0, StandardCharsets.UTF_8);
    }

    private static String without(byte[] file, int mark, Charset charset) {
        return new String(file, mark, file.length - mark, charset);
    }

    /** But for white space and the escapes of coloured terminal output. */
    private static boolean isControl(int c) {
        return c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b;
    }
}
