package dev.rivulet.discord.attachments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a file is, by its first bytes. */
enum Kind {
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp"),
    PDF("application/pdf"),
    /** Perhaps text; else nothing that can be read. */
    OTHER("text/plain");

    /** Readers of PDFs look for the mark so far in (PDF 1.7, implementation note 13). */
    private static final int PDF_MARK_WITHIN = 1_024;

    private final String mediaType;

    Kind(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    static Kind of(byte[] file) {
        if (startsWith(file, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return PNG;
        }
        if (startsWith(file, 0, 0xff, 0xd8, 0xff)) {
            return JPEG;
        }
        if (startsWith(file, 0, 'G', 'I', 'F', '8')) {
            return GIF;
        }
        if (startsWith(file, 0, 'R', 'I', 'F', 'F') && startsWith(file, 8, 'W', 'E', 'B', 'P')) {
            return WEBP;
        }
        String start =
                new String(Arrays.copyOf(file, Math.min(file.length, PDF_MARK_WITHIN)), StandardCharsets.ISO_8859_1);
        // Text that talks of PDFs isn't one: there the mark doesn't begin a line.
        return start.startsWith("%PDF-") || start.contains("\n%PDF-") ? PDF : OTHER;
    }

    private static boolean startsWith(byte[] file, int at, int... mark) {
        if (file.length < at + mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((file[at + i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
