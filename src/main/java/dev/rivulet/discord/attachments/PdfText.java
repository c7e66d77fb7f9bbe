package dev.rivulet.discord.attachments;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * The program of the process that {@link Pdfs} starts: takes a PDF at its standard input and writes its text, in UTF-8, to its standard
 * output. Its exit status says how that went.
 */
final class PdfText {
    static final int WHOLE = 0;
    static final int CUT = 10;
    static final int LOCKED = 11;
    static final int DAMAGED = 12;

    private PdfText() {}

    /** @param args how many pages, and how many UTF-16 units of text, at most */
    public static void main(String[] args) throws IOException {
        System.exit(run(Integer.parseInt(args[0]), Integer.parseInt(args[1])));
    }

    private static int run(int pages, int characters) throws IOException {
        Writer out = new Limited(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), characters);
        try (PDDocument document = Loader.loadPDF(System.in.readAllBytes())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setEndPage(pages);
            try {
                stripper.writeText(document, out);
            } catch (Limited.FullException _) {
                return CUT;
            }
            return document.getNumberOfPages() > pages ? CUT : WHOLE;
        } catch (InvalidPasswordException _) {
            return LOCKED;
        } catch (IOException | RuntimeException _) {
            return DAMAGED;
        } finally {
            out.flush();
        }
    }

    /** Passes on so many characters, then ends the writing. */
    private static final class Limited extends Writer {
        private final Writer to;
        private int left;

        private Limited(Writer to, int left) {
            this.to = to;
            this.left = left;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            to.write(text, from, Math.min(length, left));
            left -= Math.min(length, left);
            if (left == 0) {
                throw new FullException();
            }
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() throws IOException {
            to.close();
        }

        private static final class FullException extends IOException {
            private static final long serialVersionUID = 1;
        }
    }
}
