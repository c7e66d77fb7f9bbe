package dev.rivulet.discord.history;

import static dev.rivulet.discord.history.Messages.SELF;
import static dev.rivulet.discord.history.Messages.kind;
import static dev.rivulet.discord.history.Messages.mentioning;
import static dev.rivulet.discord.history.Messages.replyTo;
import static dev.rivulet.discord.history.Messages.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatMessage.Role;
import dev.rivulet.chat.Image;
import dev.rivulet.discord.attachments.Attached;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.language.Language;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.Footer;
import dev.rivulet.render.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(SELF, _ -> Attached.NOTHING, MentionNames.Known.NOTHING);
    private final DiscordMessage question = said("99", "7", "and then?");

    private List<String> contents(List<DiscordMessage> earlier, int most, int characters) {
        return turns.of(earlier, question, most, characters).stream()
                .map(ChatMessage::content)
                .toList();
    }

    private List<String> contents(DiscordMessage... earlier) {
        return contents(List.of(earlier), 30, 24_000);
    }

    /** Our answer as it stands on Discord, each message a reply to the one before. */
    private static List<DiscordMessage> answer(String firstId, String text) {
        AnswerPages pages = new AnswerPages(Language.ENGLISH);
        pages.append(text);
        pages.finish(new Footer("model", "backend"));
        List<DiscordMessage> messages = new ArrayList<>();
        DiscordMessage before = said("question of " + firstId, "7", "question");
        for (Page page : pages.pages()) {
            before = replyTo(before, said(firstId + messages.size(), SELF, page.content()));
            messages.add(before);
        }
        return messages;
    }

    @Test
    void givesOurAnswersAsOneTurnEachWithoutOurLines() {
        String text = "word ".repeat(1_000).strip();
        List<DiscordMessage> messages = new ArrayList<>();
        messages.add(said("1", "7", "question"));
        messages.addAll(answer("2", text));
        assertThat(messages).hasSizeGreaterThan(3);
        List<ChatMessage> all = turns.of(messages, question, 30, 24_000);
        assertThat(all).extracting(ChatMessage::content).containsExactly("question", text, "and then?");
        assertThat(all).extracting(ChatMessage::role).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(all.get(1).backend()).isEqualTo("backend");
    }

    @Test
    void takesWhatOnePersonSaysWithoutABreakForOneTurn() {
        assertThat(contents(said("1", "8", "I like"), said("2", "8", "rivers"), said("3", "7", "me too")))
                .containsExactly("name-8: I like\nrivers", "name-7: me too\nand then?");
        assertThat(contents(said("1", "7", "one"), said("2", SELF, "an answer"), said("3", "7", "two")))
                .containsExactly("one", "an answer", "two\nand then?");
    }

    @Test
    void ofSeveralAnswersToOneQuestionTheLastCounts() {
        DiscordMessage question = said("1", "7", "question");
        DiscordMessage first = replyTo(question, said("2", SELF, "the first try"));
        DiscordMessage second = replyTo(question, said("3", SELF, "the second try"));
        assertThat(contents(question, first, second)).containsExactly("question", "the second try", "and then?");
    }

    @Test
    void ofSeveralAnswersThatOpenAThreadTheLastCounts() {
        DiscordMessage later = replyTo(said("4", "7", "more"), said("5", SELF, "another answer"));
        assertThat(contents(
                        said("1", "7", "question"),
                        said("2", SELF, "the first try"),
                        said("3", SELF, "the second try"),
                        said("4", "7", "more"),
                        later))
                .containsExactly("question", "the second try", "more", "another answer", "and then?");
    }

    @Test
    void aQuestionThatStandsInItsAnswerIsATurnOfItsOwn() {
        assertThat(contents(said("2", SELF, "-# » name-7: who are you?\nA bot.\n-# model · backend")))
                .containsExactly("who are you?", "A bot.", "and then?");
    }

    @Test
    void saysWhoAskedByACommandWhenSeveralSpeak() {
        DiscordMessage answer = said("2", SELF, "-# » Ada: who are you?\nA bot.\n-# model · backend");
        DiscordMessage own = said("3", SELF, "-# » name-7: and I?\nA person.\n-# model · backend");
        assertThat(contents(answer, own))
                .containsExactly("Ada: who are you?", "A bot.", "name-7: and I?", "A person.", "name-7: and then?");
        assertThat(contents(own)).containsExactly("and I?", "A person.", "and then?");
    }

    @Test
    void keepsTwoAnswersApartThoughTheirMessagesInterleave() {
        List<DiscordMessage> one = answer("2", "one ".repeat(1_000).strip());
        List<DiscordMessage> two =
                new ArrayList<>(answer("3", "two ".repeat(1_000).strip()));
        two.set(0, replyTo(said("1", "7", "question"), two.getFirst()));
        List<DiscordMessage> interleaved = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            interleaved.add(one.get(i));
            interleaved.add(two.get(i));
        }
        assertThat(contents(interleaved, 30, 24_000))
                .containsExactly(
                        "one ".repeat(1_000).strip(), "two ".repeat(1_000).strip(), "and then?");
    }

    @Test
    void leavesOutWhatShowsOnlyLinesOfOursAndNotices() {
        assertThat(contents(said("2", SELF, "-# … thinking"), kind(said("3", "7", "joined"), true, false)))
                .containsExactly("and then?");
    }

    @Test
    void saysWhoSpeaksOnlyWhenSeveralDo() {
        assertThat(contents(said("1", "7", "hello"))).containsExactly("hello\nand then?");
        assertThat(contents(said("1", "8", "hello"))).containsExactly("name-8: hello", "name-7: and then?");
    }

    @Test
    void keepsTheNewestWithinBothLimits() {
        List<DiscordMessage> earlier = List.of(
                said("1", "7", "aaaa"), said("2", SELF, "bbbb"), replyTo(said("0", "7", ""), said("3", SELF, "cccc")));
        assertThat(contents(earlier, 2, 100)).containsExactly("bbbb", "cccc", "and then?");
        assertThat(contents(earlier, 30, 8)).containsExactly("bbbb", "cccc", "and then?");
        assertThat(contents(earlier, 30, 6)).containsExactly("bb", "cccc", "and then?");
        assertThat(contents(earlier, 0, 100)).containsExactly("and then?");
        assertThat(contents(earlier, 30, 0)).containsExactly("and then?");
    }

    @Test
    void neverCutsASurrogatePair() {
        assertThat(contents(List.of(said("1", SELF, "ab\uD83D\uDE00cd")), 30, 3))
                .containsExactly("cd", "and then?");
    }

    @Test
    void takesAThreadsFirstMessageForTheOneItHangsOn() {
        DiscordMessage starter = replyTo(said("1", "7", "where it began"), kind(said("2", "7", ""), false, false));
        assertThat(contents(starter)).containsExactly("where it began\nand then?");
    }

    @Test
    void putsPicturesToTheirMessages() {
        Image image = new Image("image/png", "AAAA");
        Turns seeing = new Turns(
                SELF,
                message -> message.id().equals("1") ? new Attached(List.of(image), List.of()) : Attached.NOTHING,
                MentionNames.Known.NOTHING);
        List<ChatMessage> all = seeing.of(List.of(said("1", "7", "")), question, 30, 100);
        assertThat(all).extracting(ChatMessage::images).containsExactly(List.of(image));
    }

    @Test
    void readsMentionsAsNames() {
        DiscordMessage raw = mentioning(said("1", "7", "<@1000> ask <@8>"), Map.of(SELF, "Rivulet", "8", "Bob"));
        assertThat(contents(raw)).containsExactly("ask @Bob\nand then?");
    }
}
