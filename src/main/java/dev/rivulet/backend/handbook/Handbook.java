package dev.rivulet.backend.handbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The pages that are packed into the program. */
final class Handbook {
    /** Their names under {@code docs/}. Decisions aren't among them: they explain why, not how. */
    static final List<String> PAGES = List.of(
            "getting-started.md",
            "discord-setup.md",
            "ollama.md",
            "agentcore.md",
            "configuration.md",
            "chat.md",
            "handbook.md",
            "playground.md",
            "routing.md",
            "access.md",
            "budgets.md",
            "store.md",
            "http-api.md",
            "split.md",
            "lambda.md",
            "aws.md",
            "operations.md",
            "troubleshooting.md",
            "architecture.md");

    private Handbook() {}

    /** Reads all sections; blocks. */
    static List<Section> sections() {
        PageReader reader = new PageReader();
        List<Section> sections = new ArrayList<>();
        for (String page : PAGES) {
            sections.addAll(reader.sections("docs/" + page, content(page)));
        }
        return List.copyOf(sections);
    }

    private static String content(String page) {
        String resource = "/handbook/" + page;
        try (InputStream in = Handbook.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
