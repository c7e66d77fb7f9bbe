package dev.rivulet.backend.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageReaderTest {
    private static final String PAGE = """
            # Boats
            <!-- questions:
            What is a boat?
            -->

            A boat floats on water,
            as told in [water](water.md#wet) and on <https://example.org>.

            ## Rowing
            <!-- questions:
            How do I row?
            How does one move a boat?
            -->

            ```sh
            row --hard
              twice
            ```

            - left
            - right, but
              softly
            """;

    private final List<Section> sections = new PageReader().sections("docs/boats.md", PAGE);

    @Test
    void splitsAtHeadings() {
        assertThat(sections)
                .extracting(Section::source)
                .containsExactly("docs/boats.md › Boats", "docs/boats.md › Rowing");
        assertThat(sections).extracting(Section::title).containsOnly("Boats");
    }

    @Test
    void takesSampleQuestionsFromTheCommentAndKeepsThemOutOfTheText() {
        assertThat(sections.getLast().questions()).containsExactly("How do I row?", "How does one move a boat?");
        assertThat(sections.getLast().blocks()).noneMatch(block -> block.contains("questions"));
        assertThat(sections.getLast().text()).doesNotContain("How does one");
    }

    @Test
    void joinsTheLinesOfAParagraphAndDropsLinksThatOnlyWorkInTheRepository() {
        assertThat(sections.getFirst().blocks())
                .containsExactly("A boat floats on water, as told in water and on <https://example.org>.");
        assertThat(sections.getLast().blocks().getLast()).isEqualTo("- left\n- right, but softly");
    }

    @Test
    void keepsCodeAsItIs() {
        assertThat(sections.getLast().blocks().getFirst()).isEqualTo("```sh\nrow --hard\n  twice\n```");
    }
}
