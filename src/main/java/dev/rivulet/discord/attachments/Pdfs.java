package dev.rivulet.discord.attachments;

import dev.rivulet.discord.attachments.Attached.TextFile;
import dev.rivulet.discord.attachments.Unusable.UnusableException;
import dev.rivulet.language.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The text of PDFs, by {@link PdfText} in a Java process each: a few kilobytes can unfold to gigabytes or keep a parser busy for ever, and
 * neither can be stopped inside one's own process. That one has little memory, no environment (which may hold secrets), and is killed
 * when its time is over. Blocking.
 */
final class Pdfs {
    private static final int UTF_8_BYTES_A_UNIT = 3;

    private final int pages;
    private final int characters;
    private final Duration within;

    Pdfs(int pages, int characters, Duration within) {
        this.pages = pages;
        this.characters = characters;
        this.within = within;
    }

    TextFile read(String name, byte[] file) throws UnusableException {
        try {
            Process process = start();
            CompletableFuture<Void> deadline = CompletableFuture.runAsync(
                    process::destroyForcibly,
                    CompletableFuture.delayedExecutor(within.toMillis(), TimeUnit.MILLISECONDS));
            try {
                return read(name, file, process, deadline);
            } finally {
                deadline.cancel(false);
                process.destroyForcibly();
            }
        } catch (IOException _) {
            throw Unusable.because(Phrase.FILE_DAMAGED);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Unusable.because(Phrase.FILE_TOO_SLOW);
        }
    }

    private TextFile read(String name, byte[] file, Process process, CompletableFuture<Void> deadline)
            throws IOException, InterruptedException, UnusableException {
        try (OutputStream out = process.getOutputStream()) {
            out.write(file);
        } catch (IOException _) {
            // It ended early: its exit status says why.
        }
        byte[] text;
        try (InputStream in = process.getInputStream()) {
            text = in.readNBytes(characters * UTF_8_BYTES_A_UNIT);
        }
        int status = process.waitFor();
        if (deadline.isDone()) {
            throw Unusable.because(Phrase.FILE_TOO_SLOW);
        }
        String read = new String(text, StandardCharsets.UTF_8).strip();
        return switch (status) {
            case PdfText.LOCKED -> throw Unusable.because(Phrase.PDF_LOCKED);
            case PdfText.WHOLE, PdfText.CUT -> {
                if (read.isEmpty()) {
                    throw Unusable.because(Phrase.PDF_WITHOUT_TEXT);
                }
                yield new TextFile(name, read, status == PdfText.CUT);
            }
            // Out of memory among them.
            default -> throw Unusable.because(Phrase.FILE_DAMAGED);
        };
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-Xss1m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PdfText.class.getName(),
                        Integer.toString(pages),
                        Integer.toString(characters))
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        return builder.start();
    }
}
