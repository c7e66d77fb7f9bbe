package dev.rivulet.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.Source;
import dev.rivulet.language.Language;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people, models and servers say in lines of ours. */
class OwnLinesTest {
    private static final String LURE = "[your bank](https://evil.example/a) discord.gg/abc";

    private static String only(AnswerPages pages) {
        assertThat(pages.pages()).hasSize(1);
        return pages.pages().getFirst().content();
    }

    private static void isHarmless(String content) {
        assertThat(content)
                .doesNotContainPattern("\\[[^\\]]*]\\(")
                .doesNotContain("discord.gg/abc")
                .contains("https://evil.example/a");
    }

    @Test
    void aQuestionIsNoLinkAndNoInviteAndReadsBackAsItWas() {
        AnswerPages.Question question = new AnswerPages.Question("[Ada](https://evil.example/a)", LURE);
        AnswerPages pages = new AnswerPages(Language.ENGLISH, question, true);
        pages.append("The answer");
        pages.finish(null);
        isHarmless(only(pages));
        assertThat(AnswerReader.read(List.of(only(pages))).question()).isEqualTo(Optional.of(question));
    }

    @Test
    void statusesNotesAndFailuresAreNoLinksAndNoInvites() {
        AnswerPages pages = new AnswerPages(Language.ENGLISH);
        pages.status(LURE);
        isHarmless(only(pages));
        pages.note(LURE);
        isHarmless(only(pages));
        pages.fail("Stopped by " + LURE + ".");
        isHarmless(only(pages));
        assertThat(AnswerReader.read(List.of(only(pages))).failed()).isTrue();
    }

    @Test
    void aFooterIsNoLinkAndReadsBackAsItWas() {
        AnswerPages pages = new AnswerPages(Language.ENGLISH);
        pages.append("The answer");
        Footer footer = new Footer(LURE, "ollama", List.of("9 s"));
        pages.finish(footer);
        isHarmless(only(pages));
        assertThat(AnswerReader.read(List.of(only(pages))).footer()).contains(footer);
    }

    @Test
    void sourcesAreLinks() {
        AnswerPages pages = new AnswerPages(Language.ENGLISH);
        pages.append("The answer");
        pages.sources(List.of(new Source("Rivers", "https://example.org/rivers", null)));
        pages.finish(null);
        assertThat(only(pages)).contains("[Rivers](<https://example.org/rivers>)");
    }

    @Test
    void noLineIsLongerForWhatItHasToHide() {
        AnswerPages pages = new AnswerPages(Language.ENGLISH);
        pages.fail("](".repeat(400));
        assertThat(only(pages).length()).isLessThanOrEqualTo("-# ⚠ ".length() + 400);
    }
}
