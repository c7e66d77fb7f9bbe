package dev.rivulet.config;

import java.time.Duration;
import java.util.List;

/**
 * What of the files that people attach is read.
 *
 * @param maxFiles at most so many files of a conversation, the newest; 0 reads none
 * @param maxBytes larger files aren't fetched
 * @param maxCharacters at most so many characters of all files' text together
 * @param imageEdge larger pictures are scaled, so that no edge has more pixels
 * @param pdfPages at most so many pages of a PDF
 * @param timeout for fetching a file, and again for reading it
 * @param hosts where files may come from, over TLS, besides Discord's own hosts and the origin of the API
 */
public record AttachmentsConfig(
        @Default("8") int maxFiles,
        @Default("10000000") int maxBytes,
        @Default("40000") int maxCharacters,
        @Default("1568") int imageEdge,
        @Default("50") int pdfPages,
        @Default("15s") Duration timeout,
        @Default("[]") List<String> hosts) {
    /** What applies when nothing is set. */
    public static final AttachmentsConfig DEFAULT =
            new AttachmentsConfig(8, 10_000_000, 40_000, 1_568, 50, Duration.ofSeconds(15), List.of());

    public AttachmentsConfig {
        hosts = List.copyOf(hosts);
        Check.atLeast("maxFiles", maxFiles, 0);
        Check.atLeast("maxBytes", maxBytes, 1);
        Check.atLeast("maxCharacters", maxCharacters, 0);
        Check.atLeast("imageEdge", imageEdge, 64);
        Check.atLeast("pdfPages", pdfPages, 1);
        Check.positive("timeout", timeout);
        for (String host : hosts) {
            if (!host.matches("[A-Za-z0-9.-]{1,253}")) {
                throw new IllegalArgumentException("hosts must be plain names of hosts, not \"" + host + "\"");
            }
        }
    }
}
