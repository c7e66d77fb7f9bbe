package dev.rivulet.backend.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {
    @Test
    void cutsAtLinesAndLongLinesAtSentences() {
        String longLine =
                "> The first sentence is rather long, but not too long. And here comes the second one, which ends.\n";
        assertThat(Chunks.of("# A\n\n" + longLine + "end"))
                .containsExactly(
                        "# A\n",
                        "\n",
                        "> The first sentence is rather long, but not too long. ",
                        "And here comes the second one, which ends.\n",
                        "end");
    }

    @Test
    void losesNothingAndLeavesNoPieceEmpty() {
        Wording wording = new Wording(new Words());
        for (Section section : Handbook.sections()) {
            String text = wording.answer(new Lookup.Found(section, List.of(), List.of(), java.util.Set.of()));
            assertThat(String.join("", Chunks.of(text))).isEqualTo(text);
            assertThat(Chunks.of(text)).allSatisfy(chunk -> assertThat(chunk).isNotEmpty());
        }
    }
}
