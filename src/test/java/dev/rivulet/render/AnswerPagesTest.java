package dev.rivulet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.language.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerPagesTest {
    private final AnswerPages pages = new AnswerPages(Language.ENGLISH);

    @Test
    void showsASignOfLifeBeforeThereIsText() {
        assertThat(contents()).containsExactly("-# …");
        pages.status("loading llama3.2, 12 s");
        assertThat(contents()).containsExactly("-# … loading llama3.2, 12 s");
        assertThat(AnswerReader.read(contents()).text()).isEmpty();
    }

    @Test
    void endsWithTheFooter() {
        pages.append("Hello\n\n");
        pages.finish(new Footer("llama3.2", "ollama", List.of("3 tokens")));
        assertThat(contents()).containsExactly("Hello\n-# llama3.2 · ollama · 3 tokens");
        AnswerReader.Answer answer = AnswerReader.read(contents());
        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.footer()).contains(new Footer("llama3.2", "ollama", List.of("3 tokens")));
        assertThat(pages.ended()).isTrue();
        assertThatThrownBy(() -> pages.append("more")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsWhatWasShownWhenItFails() {
        pages.append("Once upon a ti");
        pages.fail("Ollama went away. Ask again.");
        assertThat(contents()).containsExactly("Once upon a ti\n-# ⚠ Ollama went away. Ask again.");
        AnswerReader.Answer answer = AnswerReader.read(contents());
        assertThat(answer.text()).isEqualTo("Once upon a ti");
        assertThat(answer.failed()).isTrue();
        assertThat(answer.footer()).isEmpty();
    }

    @Test
    void anEmptyAnswerIsNoBlankMessage() {
        pages.append(" \r\n\t ");
        pages.finish(null);
        assertThat(contents()).containsExactly("-# (the answer is empty)");
        assertThat(AnswerReader.read(contents()).text()).isEmpty();
    }

    @Test
    void escapesTheModelsSmallLinesButNotInCode() {
        pages.append("-# not ours\n```\n-# code\n```\n\\-# neither");
        assertThat(contents()).containsExactly("\\-# not ours\n```\n-# code\n```\n\\\\-# neither");
        assertThat(AnswerReader.read(contents()).text()).isEqualTo("-# not ours\n```\n-# code\n```\n\\-# neither");
    }

    @Test
    void theModelCannotWriteAFooterOrASeam() {
        String answer = "text\n-# continues below\n-# gpt · evil";
        pages.append(answer);
        assertThat(AnswerReader.continues(contents().getLast())).isFalse();
        assertThat(AnswerReader.read(contents()).text()).isEqualTo(answer);
        assertThat(AnswerReader.read(contents()).footer()).isEmpty();
    }

    @Test
    void closesAnOpenFenceWhileItGrows() {
        pages.append("See:\n```java\n");
        assertThat(contents()).containsExactly("See:");
        pages.append("int a;");
        assertThat(contents()).containsExactly("See:\n```java\nint a;\n```");
        pages.append("\n```\nDone.");
        assertThat(contents()).containsExactly("See:\n```java\nint a;\n```\nDone.");
    }

    @Test
    void reopensAFenceWithItsLanguageOnTheNextPage() {
        String answer = "```python\n" + "print('hello, world')\n".repeat(150) + "```\nEnd";
        pages.append(answer);
        pages.finish(null);
        List<String> contents = contents();
        assertThat(contents).hasSize(2);
        assertThat(contents.get(0)).endsWith("print('hello, world')\n```\n-# code continues below");
        assertThat(contents.get(1))
                .startsWith("```python\nprint('hello, world')\n")
                .endsWith("```\nEnd");
        assertThat(AnswerReader.read(contents).text()).isEqualTo(answer);
    }

    @Test
    void showsOtherFencesAsTheOneDiscordKnows() {
        String answer = "````markdown\n```java\nint a;\n```\n````\n~~~python\nx\n~~~\n```table\n| a |\n```";
        pages.append(answer);
        pages.finish(null);
        assertThat(contents().getFirst().replace("\u200b", ""))
                .isEqualTo(
                        "```markdown.fence4\n```java\nint a;\n```\n```\n```python.tilde3\nx\n```\n```table_\n| a |\n```");
        assertThat(contents().getFirst().split("```", -1))
                .as("six fences that Discord sees")
                .hasSize(7);
        assertThat(AnswerReader.read(contents()).text()).isEqualTo(answer);
    }

    @Test
    void saysSoWhenCodeBreaksOff() {
        pages.append("```\nx = 1");
        pages.fail("It broke.");
        assertThat(contents()).containsExactly("```\nx = 1\n```\n-# (the code breaks off here)\n-# ⚠ It broke.");
        assertThat(AnswerReader.read(contents()).text()).isEqualTo("```\nx = 1");
    }

    @Test
    void showsATableAsAlignedCode() {
        String answer = "| a | long name |\n|---|:-:|\n| something | 日本 |\n\nText";
        pages.append(answer);
        assertThat(contents().getFirst().replace('\u00a0', ' ')).isEqualTo("""
                        ```table
                        | a         | long name |
                        |---        |:-:        |
                        | something | 日本      |
                        ```

                        Text""");
        assertThat(AnswerReader.read(contents()).text()).isEqualTo(answer);
    }

    @Test
    void keepsATableWholeOnTheNextPage() {
        String rows = "| key | value |\n".repeat(30);
        String answer = "Words and words. ".repeat(95) + "\n\n## Table\n\n| k | v |\n|---|---|\n" + rows;
        pages.append(answer);
        pages.finish(null);
        assertThat(contents()).hasSize(2);
        assertThat(contents().get(1)).startsWith("### \u200bTable\n\n```table\n| k ");
        assertThat(AnswerReader.read(contents()).text()).isEqualTo(answer.strip());
    }

    @Test
    void repeatsTheHeadOfATableLongerThanAPage() {
        String answer = "| key | value |\n|---|---|\n" + "| some key | some value |\n".repeat(200) + "\nEnd";
        pages.append(answer);
        pages.finish(null);
        assertThat(contents())
                .hasSizeGreaterThan(2)
                .allSatisfy(content -> assertThat(content).startsWith("```table\n| key"));
        assertThat(contents().getFirst()).endsWith("\n```\n-# table continues below");
        assertThat(AnswerReader.read(contents()).text()).isEqualTo(answer);
    }

    @Test
    void prefersToCutAtAParagraph() {
        String paragraph = "A sentence with some words. ".repeat(20).strip();
        pages.append((paragraph + "\n\n").repeat(4));
        assertThat(contents().getFirst()).endsWith("words.\n-# continues below");
        assertThat(contents().getLast()).startsWith("A sentence");
    }

    @Test
    void thenAtALineThenAtASentenceThenAtAWord() {
        assertThat(sealedEnd("- a list's item of some length\n".repeat(80))).isEqualTo("length\n-# continues below ⏎");
        assertThat(sealedEnd("Words, and an end. ".repeat(120))).isEqualTo("an end.\n-# continues below ␣");
        assertThat(sealedEnd("words ".repeat(400))).isEqualTo("words words\n-# continues below ␣");
        assertThat(sealedEnd("x".repeat(5_000))).isEqualTo("xxxxxxx\n-# continues below …");
    }

    @Test
    void doesNotCutLinksCodeOrAddresses() {
        for (String unit : List.of(
                "[a link with words](https://example.org/some/path?and=parameters) ",
                "`some inline code with words` ",
                "https://example.org/a-long-address/with-hyphens/and.dots?and=parameters&more=of-them ",
                "**some bold words that belong together** ",
                "<a:custom_emoji:123456789012345678> ")) {
            AnswerPages each = new AnswerPages(Language.ENGLISH);
            each.append("x" + unit.repeat(100));
            for (Page page : each.pages()) {
                if (page.sealed()) {
                    assertThat(page.content().replace("\u200b", "")).endsWith(unit.strip() + "\n-# continues below ␣");
                }
            }
        }
    }

    @Test
    void neverCutsAGraphemeCluster() {
        String family = "👩‍👩‍👧‍👦";
        pages.append(family.repeat(1_000));
        for (Page page : pages.pages()) {
            String body = page.content().replace("\n-# continues below …", "");
            assertThat(body.length() % family.length()).isZero();
        }
    }

    @Test
    void aClusterLongerThanAPageIsCutBetweenCharacters() {
        String zalgo = "a" + "\u0301".repeat(5_000);
        pages.append(zalgo);
        assertThat(contents())
                .allSatisfy(content -> assertThat(content.length()).isLessThanOrEqualTo(Page.LIMIT));
        assertThat(AnswerReader.read(contents()).text()).isEqualTo(zalgo);
    }

    @Test
    void spellsWhiteSpaceThatDiscordWouldTrim() {
        String answer = "a".repeat(1_900) + "\n\n\n\n \t\u00a0" + "b".repeat(1_900);
        pages.append(answer);
        assertThat(contents().getFirst()).endsWith("a\n-# continues below ⏎×4␣⇥U+00A0");
        assertThat(AnswerReader.read(contents()).text()).isEqualTo(answer);
    }

    @Test
    void putsPiecesTogetherThatAreCutAnywhere() {
        for (String piece : List.of("a\r", "\nb", "\ud83d", "\udc4d", "\ud83d", "c", "\udc4d", "\0\r", "d")) {
            pages.append(piece);
        }
        assertThat(contents()).containsExactly("a\nb👍\ufffdc\ufffd\ufffd\nd");
    }

    @Test
    void survivesWhatIsHugeOrDeep() {
        for (String answer : List.of(
                "```\n" + "line\n".repeat(10_000) + "```",
                "> ".repeat(3_000) + "deep",
                "- ".repeat(3_000) + "deep",
                "[".repeat(5_000),
                "*_".repeat(3_000),
                "|a".repeat(3_000) + "\n" + "|-".repeat(3_000) + "\n" + "|b".repeat(3_000),
                "`".repeat(6_000),
                "```" + "i".repeat(4_000) + "\ncode\n```")) {
            AnswerPages each = new AnswerPages(Language.ENGLISH);
            each.append(answer);
            each.finish(new Footer("m", "b"));
            List<String> contents = each.pages().stream().map(Page::content).toList();
            assertThat(AnswerReader.read(contents).text()).isEqualTo(answer);
        }
    }

    @Test
    void aBackendThatIsItsOwnModelIsNamedOnce() {
        AnswerPages pages = new AnswerPages(Language.ENGLISH);
        pages.append("Yes.");
        Footer footer = new Footer("handbook", "handbook", List.of("0.4 s"));
        pages.finish(footer);
        assertThat(pages.pages().getLast().content()).isEqualTo("Yes.\n-# handbook · 0.4 s");
        assertThat(Footer.parse(footer.format())).contains(footer);
        Footer bare = new Footer("handbook", "handbook");
        assertThat(Footer.parse(bare.format())).contains(bare);
    }

    @Test
    void aFooterThatNeedsAPageTakesTextWithIt() {
        pages.append("word ".repeat(393) + "end  \n ");
        assertThat(contents()).hasSize(1);
        pages.finish(new Footer("m".repeat(300), "ollama"));
        assertThat(contents()).hasSize(2).last().asString().startsWith("end").contains("end\n-# mmm");
    }

    @Test
    void tellsHowMuchOfTheAnswerIsShown() {
        pages.append("word ".repeat(1_000));
        List<Page> now = pages.pages();
        assertThat(now.getLast().through()).isEqualTo(pages.length() - 1);
        assertThat(now.getFirst().through()).isBetween(1_500L, 2_000L);
    }

    private String sealedEnd(String answer) {
        AnswerPages each = new AnswerPages(Language.ENGLISH);
        each.append(answer);
        String content = each.pages().getFirst().content();
        String[] lines = content.split("\n", -1);
        String last = lines[lines.length - 2];
        String mark = lines[lines.length - 1];
        int length = switch (mark.charAt(mark.length() - 1)) {
            case '⏎' -> "length".length();
            case '…' -> "xxxxxxx".length();
            default -> last.endsWith("end.") ? "an end.".length() : "words words".length();
        };
        return last.substring(last.length() - length) + "\n" + mark;
    }

    private List<String> contents() {
        return pages.pages().stream().map(Page::content).toList();
    }
}
