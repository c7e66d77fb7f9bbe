package dev.rivulet.backend.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;

class HandbookTest {
    private static final Path DOCS = Path.of("docs");
    private static final int DISCORD_MESSAGE = 2_000;

    @Test
    void namesEveryPageUnderDocs() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(Handbook.PAGES);
        }
    }

    @Test
    void hasTextAndSampleQuestionsUnderEveryHeading() {
        for (Section section : Handbook.sections()) {
            assertThat(section.blocks()).as(section.source()).isNotEmpty();
            assertThat(section.questions()).as(section.source()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void asksEachSampleQuestionOnce() {
        Map<String, Long> counts = Handbook.sections().stream()
                .flatMap(section -> section.questions().stream())
                .collect(Collectors.groupingBy(question -> question, Collectors.counting()));
        assertThat(counts)
                .allSatisfy((question, count) -> assertThat(count).as(question).isOne());
    }

    @Test
    void quotesEachSectionWithinOneDiscordMessage() {
        Wording wording = new Wording(new Words());
        for (Section section : Handbook.sections()) {
            Lookup found = new Lookup.Found(section, List.of(), List.of(), Set.of());
            assertThat((wording.answer(found) + wording.closing(found, List.of())).length())
                    .as(section.source())
                    .isLessThan(DISCORD_MESSAGE - 500);
        }
    }

    @Test
    void linksResolve() throws IOException {
        Map<String, String> broken = new TreeMap<>();
        for (Path page : pages()) {
            Parser.builder().build().parse(Files.readString(page)).accept(new AbstractVisitor() {
                @Override
                public void visit(Link link) {
                    if (!link.getDestination().contains("://") && !resolves(page, link.getDestination())) {
                        broken.put(page + " -> " + link.getDestination(), "is not there");
                    }
                    visitChildren(link);
                }
            });
        }
        assertThat(broken).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return Stream.concat(files, Stream.of(Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")))
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static boolean resolves(Path page, String destination) {
        String[] parts = destination.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As GitHub makes them: lower case, without punctuation, dashes for blanks. */
    private static Set<String> anchors(Path page) {
        try {
            Node document = Parser.builder().build().parse(Files.readString(page));
            return Stream.iterate(document.getFirstChild(), node -> node != null, node -> node.getNext())
                    .filter(Heading.class::isInstance)
                    .map(heading -> TextContentRenderer.builder()
                            .build()
                            .render(heading)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
