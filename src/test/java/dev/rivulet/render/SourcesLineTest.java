package dev.rivulet.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.Source;
import dev.rivulet.language.Language;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesLineTest {
    private final SourcesLine line = new SourcesLine(Language.ENGLISH);

    private String shown(Source... sources) {
        line.add(List.of(sources));
        return line.text();
    }

    @Test
    void numbersLinksThatShowNoPreview() {
        assertThat(shown(
                        new Source("Rivers", "https://example.org/rivers?a=b#c", "They flow."),
                        new Source(null, "https://example.org/seas", null)))
                .isEqualTo(
                        "1. [Rivers](<https://example.org/rivers?a=b#c>) · 2. [example.org](<https://example.org/seas>)");
    }

    @Test
    void namesEachAddressOnce() {
        assertThat(shown(
                        new Source("A", "https://example.org/a", "one"),
                        new Source("B", "https://example.org/a", "two")))
                .isEqualTo("1. [A](<https://example.org/a>)");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/papers/notes.pdf, notes.pdf",
        "javascript:alert(1), javascript:alert 1",
        "https://user:word@example.org/a, a",
        "https://example.org/a>) @everyone, a everyone",
        "https://discord.gg/abc, abc",
        "https://discord.com/invite/abc, abc",
        "https://ptb.discord.com/invite/abc, abc",
    })
    void makesNoLinkOfWhatIsNoHarmlessWebAddress(String uri, String name) {
        assertThat(shown(new Source(null, uri, null))).isEqualTo("1. " + name);
    }

    @ParameterizedTest
    @CsvSource({
        "'a](<https://evil.example>) [b', example.org",
        "https://good.example/login, example.org",
        "good.example, example.org",
        "come to discord.gg/abc, example.org",
        "**<@1> @everyone `x`**, 1 everyone x",
        "'two\nlines \u2028 and\u202e more', two lines and more",
    })
    void aTitleSaysNothingThatItIsNot(String title, String shown) {
        assertThat(shown(new Source(title, "https://example.org/", null)))
                .isEqualTo("1. [" + shown + "](<https://example.org/>)");
    }

    @Test
    void cutsLongTitlesAndCountsWhatDoesNotFit() {
        Source[] many = IntStream.range(0, 40)
                .mapToObj(i -> new Source("A title " + "of some length ".repeat(9), "https://example.org/" + i, null))
                .toArray(Source[]::new);
        String text = shown(many);
        assertThat(text).hasSizeLessThanOrEqualTo(720).matches(".* · \\d+ more").contains("some l…](<");
        int links = text.split("\\]\\(<", -1).length - 1;
        assertThat(text).endsWith(" · " + (40 - links) + " more");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isTakenOffAgainWithOrWithoutAFooter(boolean named) {
        AnswerPages pages = new AnswerPages(Language.ENGLISH);
        pages.append("Rivers flow.");
        pages.sources(
                List.of(new Source("A · B", "https://example.org/rivers", null), new Source("C", "s3://c", null)));
        assertThat(pages.pages().getLast().content()).isEqualTo("Rivers flow.");
        pages.finish(named ? new Footer("model", "agentcore") : null);
        List<String> contents = pages.pages().stream().map(Page::content).toList();
        assertThat(contents.getFirst())
                .startsWith("Rivers flow.\n-# Sources: 1. [A - B](<https://example.org/rivers>) · 2. C");
        AnswerReader.Answer read = AnswerReader.read(contents);
        assertThat(read.text()).isEqualTo("Rivers flow.");
        assertThat(read.complete()).isTrue();
        assertThat(read.footer().map(Footer::backend).orElse("none")).isEqualTo(named ? "agentcore" : "none");
    }
}
