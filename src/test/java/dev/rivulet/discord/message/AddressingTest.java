package dev.rivulet.discord.message;

import static dev.rivulet.discord.history.Messages.CHANNEL;
import static dev.rivulet.discord.history.Messages.SELF;
import static dev.rivulet.discord.history.Messages.direct;
import static dev.rivulet.discord.history.Messages.kind;
import static dev.rivulet.discord.history.Messages.mentioning;
import static dev.rivulet.discord.history.Messages.replyTo;
import static dev.rivulet.discord.history.Messages.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import dev.rivulet.discord.message.Addressing.Verdict;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressingTest {
    private final Addressing nowhere = new Addressing(SELF, Set.of(), false);
    private final Addressing listed = new Addressing(SELF, Set.of(CHANNEL), false);
    private final DiscordMessage plain = said("1", "7", "hello");

    @Test
    void answersAMention() {
        assertThat(nowhere.judge(mentioning(plain, Map.of(SELF, "Rivulet")))).isEqualTo(Verdict.FOR_US);
    }

    @Test
    void leavesMentionsOfOthersAlone() {
        assertThat(nowhere.judge(mentioning(plain, Map.of("8", "Ada")))).isEqualTo(Verdict.NOT_FOR_US);
    }

    @Test
    void answersAReplyToOneOfOurMessages() {
        assertThat(nowhere.judge(replyTo(said("0", SELF, "an answer"), plain))).isEqualTo(Verdict.FOR_US);
    }

    @Test
    void leavesRepliesToOthersAlone() {
        assertThat(nowhere.judge(replyTo(said("0", "8", "a remark"), plain))).isEqualTo(Verdict.NOT_FOR_US);
    }

    @Test
    void answersEveryDirectMessage() {
        assertThat(nowhere.judge(direct(plain))).isEqualTo(Verdict.FOR_US);
    }

    @Test
    void answersEverythingInAListedChannel() {
        assertThat(listed.judge(plain)).isEqualTo(Verdict.FOR_US);
    }

    @Test
    void answersEverythingInAThreadOfAListedChannel() {
        Addressing other = new Addressing(SELF, Set.of("77"), false);
        assertThat(other.judge(plain)).isEqualTo(Verdict.IF_PARENT_IS_LISTED);
        assertThat(other.isListed(new Place(CHANNEL, Place.Kind.THREAD, "77"))).isTrue();
        assertThat(other.isListed(new Place(CHANNEL, Place.Kind.THREAD, "78"))).isFalse();
        assertThat(other.isListed(new Place(CHANNEL, Place.Kind.CHANNEL, null))).isFalse();
    }

    @Test
    void ignoresBotsWebhooksNoticesAndItselfEvenWhereEverythingIsForUs() {
        DiscordMessage mention = mentioning(plain, Map.of(SELF, "Rivulet"));
        assertThat(listed.judge(kind(mention, true, true))).isEqualTo(Verdict.NOT_FOR_US);
        assertThat(listed.judge(kind(mention, false, false))).isEqualTo(Verdict.NOT_FOR_US);
        assertThat(listed.judge(direct(kind(said("1", SELF, "mine"), false, true))))
                .isEqualTo(Verdict.NOT_FOR_US);
    }

    @Test
    void takesEverythingInThreadsThatWereOpenedForQuestions() {
        Addressing threads = new Addressing(SELF, Set.of(), true);
        assertThat(threads.judge(said("1", "7", "go on"))).isEqualTo(Addressing.Verdict.IF_PARENT_IS_LISTED);
        assertThat(threads.isListed(new Place(CHANNEL, Place.Kind.THREAD, "78", SELF)))
                .isTrue();
        assertThat(threads.isListed(new Place(CHANNEL, Place.Kind.THREAD, "78", "7")))
                .isFalse();
        assertThat(threads.isListed(new Place(CHANNEL, Place.Kind.CHANNEL, null)))
                .isFalse();
    }
}
