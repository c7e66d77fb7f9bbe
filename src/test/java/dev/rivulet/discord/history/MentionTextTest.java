package dev.rivulet.discord.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionTextTest {
    private static final MentionNames.Known NAMES = new MentionNames.Known(Map.of("<#66>", "rivers", "<@&77>", "crew"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "<@1000> what is a delta?|what is a delta?",
                "<@!1000> what?|what?",
                "what is <@1000> a delta?|what is a delta?",
                "what?  <@1000>|what?",
                "<@1000>|''",
                "ask <@7> or <@9>|ask @Ada or <@9>",
                "nice <:wave:123> and <a:dance:456>|nice :wave: and :dance:",
                "a  table   kept|a  table   kept",
                "see <#55> $1 \\x|see <#55> $1 \\x",
                "in <#66>, <@&77> may use </ask now:88>|in #rivers, @crew may use /ask now",
            })
    void showsWhatPeopleSee(String raw, String shown) {
        assertThat(MentionText.readable(raw, "1000", Map.of("7", "Ada", "1000", "Rivulet"), NAMES))
                .isEqualTo(shown);
    }

    @Test
    void takesOurMentionOutOfEachLine() {
        assertThat(MentionText.readable("<@1000> what?\n<@1000> and why?", "1000", Map.of(), NAMES))
                .isEqualTo("what?\nand why?");
    }
}
