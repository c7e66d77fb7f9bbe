package dev.rivulet.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.render.AnswerReader;
import dev.rivulet.render.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptedTest {
    @Test
    void marksAPlaceholderAndWhatHasNoEndAndKeepsTheText() {
        assertThat(marked("-# … thinking")).startsWith("-# ").contains("Interrupted by a restart");
        assertThat(marked("some text")).startsWith("some text\n-# ").contains("Interrupted by a restart");
    }

    @Test
    void leavesAloneWhatHasEnded() {
        assertThat(Interrupted.mark("whole\n-# model · backend · 3.2 s")).isEmpty();
        assertThat(Interrupted.mark("part\n-# ⚠ It failed.")).isEmpty();
    }

    @Test
    void saysThatNothingFollowsWhereAPagePromisedMore() {
        assertThat(marked("page\n-# continues below"))
                .startsWith("page\n-# ")
                .contains("Interrupted by a restart")
                .doesNotContain("continues");
    }

    @Test
    void saysItInOneWordWhereAFullPagePromisedMore() {
        String text = "word ".repeat(396).strip();
        assertThat(marked(text + "\n-# continues below")).isEqualTo(text + "\n-# ⚠ Interrupted.");
    }

    @Test
    void saysItInAFurtherMessageWhereAFullPageHasNoRoom() {
        String text = "word ".repeat(399).strip();
        List<Page> marked = Interrupted.mark(text);
        assertThat(marked).hasSize(2);
        assertThat(marked.getLast().content()).contains("Interrupted by a restart");
        assertThat(AnswerReader.read(marked.stream().map(Page::content).toList())
                        .text())
                .isEqualTo(text);
    }

    private static String marked(String content) {
        List<Page> pages = Interrupted.mark(content);
        assertThat(pages).hasSize(1);
        return pages.getFirst().content();
    }
}
