package dev.rivulet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rivulet.chat.Source;
import dev.rivulet.language.Language;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a model writes, in whatever pieces it comes. */
class AnswerPagesPropertyTest {
    private static final List<Language> LANGUAGES = List.of(Language.values());
    private static final List<String> ASKED =
            List.of("who? ", "[bank](https://evil.example) ", "discord.gg/abc ", "](", "# ", "\u200b", "\u200b(");
    private static final int ANSWERS = Integer.getInteger("rivulet.test.answers", 100);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pagesKeepEveryLimitAndReadBackAsTheAnswer(long seed) {
        for (int i = 0; i < ANSWERS; i++) {
            long each = seed * 1_000_003 + i;
            try {
                check(new SplittableRandom(each));
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + each, e);
            }
        }
    }

    private static void check(RandomGenerator random) {
        String answer = RandomMarkdown.of(random);
        AnswerPages.Question question = random.nextBoolean()
                ? null
                : new AnswerPages.Question("Ada".repeat(random.nextInt(1, 20)), asked(random));
        AnswerPages pages =
                new AnswerPages(LANGUAGES.get(random.nextInt(LANGUAGES.size())), question, random.nextBoolean());
        List<Page> before = List.of();
        int largestPiece = random.nextBoolean() ? 200 : 4_000;
        for (int at = 0; at < answer.length(); ) {
            int next = Math.min(answer.length(), at + random.nextInt(1, largestPiece));
            pages.append(answer.substring(at, next));
            at = next;
            if (random.nextInt(8) == 0) {
                pages.status(random.nextBoolean() ? null : "uses a tool " + "](".repeat(random.nextInt(250)));
            }
            if (random.nextInt(3) == 0) {
                before = look(pages, before);
            }
        }
        for (int i = random.nextInt(-4, 8); i > 0; i--) {
            pages.sources(List.of(new Source("Source " + i, "https://example.org/" + "s".repeat(i * 40), null)));
        }
        boolean failing = random.nextInt(3) == 0;
        if (failing) {
            pages.fail("Ollama stopped in the middle of the answer. Ask again. " + "y".repeat(random.nextInt(500)));
        } else {
            pages.finish(random.nextInt(4) == 0 ? null : new Footer("llama3.2", "ollama", List.of("9 s")));
        }
        List<String> contents = look(pages, before).stream().map(Page::content).toList();

        assertNoClusterIsCut(pages.pages(), normalised(answer));
        AnswerReader.Answer read = AnswerReader.read(contents);
        assertThat(read.text()).isEqualTo(normalised(answer));
        assertThat(read.question().isPresent()).isEqualTo(question != null);
        if (question != null && Tame.show(question.text()).length() <= AnswerPages.Question.LONGEST) {
            assertThat(read.question().orElseThrow().text())
                    .isEqualTo(question.text()
                            .substring(
                                    0,
                                    Blank.trimmed(
                                            question.text(), question.text().length())));
        }
        assertThat(read.failed()).isEqualTo(failing);
        assertThat(read.complete()).isTrue();
        for (int i = 0; i < contents.size(); i++) {
            assertThat(AnswerReader.continues(contents.get(i))).isEqualTo(i < contents.size() - 1);
        }
    }

    private static String asked(RandomGenerator random) {
        StringBuilder asked = new StringBuilder("What is ");
        for (int i = random.nextInt(200); i > 0; i--) {
            asked.append(ASKED.get(random.nextInt(ASKED.size())));
        }
        return asked.toString();
    }

    private static List<Page> look(AnswerPages pages, List<Page> before) {
        List<Page> now = pages.pages();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).sealed()) {
                assertThat(now.get(i)).isEqualTo(before.get(i));
            }
        }
        for (int i = 0; i < now.size(); i++) {
            if (i < before.size() && before.get(i).equals(now.get(i))) {
                continue;
            }
            String content = now.get(i).content();
            assertThat(now.get(i).sealed()).isEqualTo(i < now.size() - 1);
            assertThat(content.length()).isBetween(1, Page.LIMIT);
            assertThat(asDiscordTrims(content)).isEqualTo(content);
            assertThat(hasLoneSurrogate(content)).isFalse();
            assertThat(hasOpenFence(content)).isFalse();
        }
        return new ArrayList<>(now);
    }

    /** A seam lies between grapheme clusters, or after white space, which belongs to no page. */
    private static void assertNoClusterIsCut(List<Page> pages, String answer) {
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(answer);
        for (Page page : pages) {
            int at = (int) page.through();
            if (page.sealed() && !Blank.isBlank(answer.charAt(at - 1))) {
                assertThat(clusters.isBoundary(at)).as("cut at %d", at).isTrue();
            }
        }
    }

    /** The most that any trimming takes. */
    private static String asDiscordTrims(String content) {
        return content.replaceAll("^[\\p{javaWhitespace}\\p{javaSpaceChar}\\p{Cntrl}\u200b\ufeff]+", "")
                .replaceAll("[\\p{javaWhitespace}\\p{javaSpaceChar}\\p{Cntrl}\u200b\ufeff]+$", "");
    }

    private static String normalised(String answer) {
        StringBuilder normalised = new StringBuilder();
        answer.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .forEach(c -> normalised.appendCodePoint(c == 0 || (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c));
        return asDiscordTrims(normalised.toString());
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }

    private static boolean hasOpenFence(String content) {
        Fences fences = new Fences();
        content.lines().forEach(fences::next);
        return fences.open() != null;
    }
}
