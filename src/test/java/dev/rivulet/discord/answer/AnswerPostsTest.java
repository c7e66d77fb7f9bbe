package dev.rivulet.discord.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.client.Controls;
import dev.rivulet.language.Language;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.AnswerReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerPostsTest {
    private final AnswerPages pages = new AnswerPages(Language.ENGLISH);
    private final AnswerPosts posts = new AnswerPosts(pages, Language.ENGLISH, "q", () -> Controls.NONE);
    /** Discord, in the order of posting. */
    private final Map<String, String> discord = new LinkedHashMap<>();

    private boolean writeOnce() {
        return switch (posts.next()) {
            case null -> false;
            case Write.Create create -> {
                String id = "m" + create.index();
                discord.put(id, create.page().content());
                posts.posted(create, id, create.page().content());
                yield true;
            }
            case Write.Edit edit -> {
                discord.put(edit.messageId(), edit.page().content());
                posts.edited(edit);
                yield true;
            }
        };
    }

    @Test
    void postsThenEditsThenHasNothingToWrite() {
        pages.status("thinking");
        assertThat(posts.next()).isInstanceOf(Write.Create.class);
        assertThat(writeOnce()).isTrue();
        assertThat(posts.next()).isNull();
        pages.status(null);
        pages.append("text");
        assertThat(posts.unshown()).isEqualTo(4);
        assertThat(posts.next()).isInstanceOf(Write.Edit.class);
        writeOnce();
        assertThat(posts.unshown()).isZero();
        assertThat(posts.next()).isNull();
    }

    @Test
    void repliesToTheQuestionAndThenToItsOwnMessageBefore() {
        pages.append("word ".repeat(1_000));
        Write.Create first = (Write.Create) posts.next();
        assertThat(first.replyTo()).isEqualTo("q");
        writeOnce();
        Write.Create second = (Write.Create) posts.next();
        assertThat(second.replyTo()).isEqualTo("m0");
    }

    @Test
    void writesTheLastContentOfAMessageBeforeItPostsTheNext() {
        pages.append("word ".repeat(300));
        writeOnce();
        pages.append("word ".repeat(300));
        assertThat(posts.next())
                .isInstanceOfSatisfying(
                        Write.Edit.class,
                        edit -> assertThat(edit.page().sealed()).isTrue());
        writeOnce();
        assertThat(posts.next()).isInstanceOf(Write.Create.class);
    }

    @Test
    void editsAMessageThatDiscordHadKeptFromALostAttempt() {
        pages.append("newer text");
        Write.Create create = (Write.Create) posts.next();
        discord.put("m0", "older");
        posts.posted(create, "m0", "older");
        assertThat(posts.unshown()).isPositive();
        writeOnce();
        assertThat(discord).containsEntry("m0", "newer text");
        assertThat(posts.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void showsTheWholeAnswerInTheEndWheneverItIsWritten(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder answer = new StringBuilder();
        int deltas = random.nextInt(200, 2_000);
        for (int i = 0; i < deltas; i++) {
            String delta = random.nextInt(20) == 0 ? "end.\n\n" : "word" + i + " ";
            answer.append(delta);
            pages.append(delta);
            if (random.nextInt(10) == 0) {
                writeOnce();
            }
        }
        pages.finish(null);
        while (writeOnce()) {
            // until everything is written
        }
        // A space at the end isn't shown.
        assertThat(posts.unshown()).as("seed " + seed).isLessThanOrEqualTo(1);
        assertThat(AnswerReader.read(List.copyOf(discord.values())).text())
                .as("seed " + seed)
                .isEqualTo(answer.toString().strip());
        assertThat(posts.messageIds()).containsExactlyElementsOf(discord.keySet());
    }
}
