package dev.rivulet.discord.history;

import static dev.rivulet.discord.history.Messages.SELF;
import static dev.rivulet.discord.history.Messages.replyTo;
import static dev.rivulet.discord.history.Messages.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.discord.client.DiscordMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplyChainTest {
    private final DiscordMessage first = said("1", "7", "question");
    private final DiscordMessage page1 = replyTo(first, said("2", SELF, "page 1"));
    private final DiscordMessage page2 = replyTo(page1, said("4", SELF, "page 2"));
    private final DiscordMessage page3 = replyTo(page2, said("6", SELF, "page 3"));
    private final DiscordMessage unrelated = said("5", "8", "something else");

    private static Map<String, DiscordMessage> known(DiscordMessage... messages) {
        Map<String, DiscordMessage> known = new LinkedHashMap<>();
        for (DiscordMessage each : messages) {
            known.put(each.id(), each);
        }
        return known;
    }

    private static List<String> ids(ReplyChain chain) {
        return chain.messages().stream().map(DiscordMessage::id).toList();
    }

    private static ReplyChain walk(DiscordMessage question, int longest, DiscordMessage... known) {
        return ReplyChain.of(question, SELF, known(known), Set.of(), longest);
    }

    @Test
    void walksBackToWhereItBegan() {
        DiscordMessage question = replyTo(page3, said("9", "7", "and then?"));
        ReplyChain chain = walk(question, 100, unrelated, page3, page2, page1, first);
        assertThat(ids(chain)).containsExactly("1", "2", "4", "6");
        assertThat(chain.missing()).isNull();
    }

    @Test
    void takesTheWholeAnswerWhicheverOfItsMessagesIsRepliedTo() {
        for (DiscordMessage page : List.of(page1, page2, page3)) {
            DiscordMessage question = replyTo(page, said("9", "7", "and then?"));
            assertThat(ids(walk(question, 100, unrelated, page3, page2, page1, first)))
                    .containsExactly("1", "2", "4", "6");
        }
    }

    @Test
    void saysWhatIsMissing() {
        DiscordMessage question = replyTo(page2, said("9", "7", "and then?"));
        ReplyChain chain = walk(question, 100, page2);
        assertThat(ids(chain)).containsExactly("4");
        assertThat(chain.missing()).isEqualTo("2");
    }

    @Test
    void endsWhereAMessageIsGone() {
        DiscordMessage question = replyTo(page2, said("9", "7", "and then?"));
        ReplyChain chain = ReplyChain.of(question, SELF, known(page2), Set.of("2"), 100);
        assertThat(ids(chain)).containsExactly("4");
        assertThat(chain.missing()).isNull();
    }

    @Test
    void stopsAtTheLongestAllowed() {
        DiscordMessage question = replyTo(page3, said("9", "7", "and then?"));
        assertThat(ids(walk(question, 2, page3, page2, page1, first))).containsExactly("4", "6");
        assertThat(ids(walk(question, 0, page3))).isEmpty();
    }

    @Test
    void endsEvenIfMessagesReplyInACircle() {
        DiscordMessage a = replyTo(said("2", "7", ""), said("1", "7", "a"));
        DiscordMessage b = replyTo(a, said("2", "7", "b"));
        DiscordMessage question = replyTo(b, said("9", "7", "q"));
        assertThat(ids(walk(question, 100, a, b))).containsExactly("1", "2");
    }
}
