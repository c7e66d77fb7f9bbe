package dev.rivulet.discord.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.AnswerReader;
import dev.rivulet.render.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterruptedTest {
    @Test
    void marksAPlaceholderAndWhatHasNoEndAndKeepsTheText() {
        assertThat(marked("-# … thinking")).startsWith("-# ").contains("Interrupted by a restart");
        assertThat(marked("some text")).startsWith("some text\n-# ").contains("Interrupted by a restart");
    }

    @Test
    void leavesAloneWhatHasEnded() {
        assertThat(Interrupted.mark("whole\n-# model · backend · 3.2 s", Language.ENGLISH))
                .isEmpty();
        assertThat(Interrupted.mark("part\n-# ⚠ It failed.", Language.ENGLISH)).isEmpty();
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

    @ParameterizedTest
    @EnumSource(Language.class)
    void findsRoomInAFullPageInWhateverLanguageItPromisedMore(Language promised) {
        AnswerPages pages = new AnswerPages(promised);
        pages.append("x".repeat(5_000));
        Page full = pages.pages().getFirst();
        String text = AnswerReader.read(List.of(full.content())).text();
        for (Language language : Language.values()) {
            List<Page> marked = Interrupted.mark(full.content(), language);
            assertThat(marked).singleElement().satisfies(page -> {
                assertThat(page.content())
                        .hasSizeLessThanOrEqualTo(Page.LIMIT)
                        .matches(content -> content.endsWith(language.say(Phrase.INTERRUPTED_SHORT))
                                || content.endsWith(language.say(Phrase.INTERRUPTED)));
                assertThat(AnswerReader.read(List.of(page.content())).text()).isEqualTo(text);
            });
        }
    }

    @Test
    void saysItInAFurtherMessageWhereAFullPageHasNoRoom() {
        String text = "word ".repeat(399).strip();
        List<Page> marked = Interrupted.mark(text, Language.ENGLISH);
        assertThat(marked).hasSize(2);
        assertThat(marked.getLast().content()).contains("Interrupted by a restart");
        assertThat(AnswerReader.read(marked.stream().map(Page::content).toList())
                        .text())
                .isEqualTo(text);
    }

    private static String marked(String content) {
        List<Page> pages = Interrupted.mark(content, Language.ENGLISH);
        assertThat(pages).hasSize(1);
        return pages.getFirst().content();
    }
}
