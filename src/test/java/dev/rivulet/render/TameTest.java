package dev.rivulet.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TameTest {
    /** What Discord's clients take for an invite. */
    private static final Pattern INVITE = Pattern.compile(
            "discord(?:(?:app)?\\.com/invite|\\.gg(?:/invite)?)/(?<code>[\\w-]{2,255})", Pattern.CASE_INSENSITIVE);

    /** What they take for a masked link. */
    private static final Pattern MASKED = Pattern.compile("\\[[^\\]]*]\\([^)]*\\)");

    private static final List<String> PARTS = List.of(
            "#",
            "##",
            "###",
            "####",
            " ",
            "\t",
            "\u200b",
            "\u200b\u200b",
            "> ",
            "- ",
            "1. ",
            "]",
            "[",
            "(",
            ")",
            "](",
            "x",
            "discord.gg/",
            "Discord.GG/invite/",
            "discordapp.com/invite/",
            "https://discord.com/invite/",
            "abc",
            "$1",
            "\\",
            "`");

    @ParameterizedTest
    @CsvSource({
        "# Loud, ### \u200b\u200bLoud",
        "## Less, ### \u200bLess",
        "### Small, ### Small",
        "#tag, #tag",
        "#### x, #### x"
    })
    void showsHeadingsInTheSmallestSize(String line, String shown) {
        assertThat(Tame.show(line)).isEqualTo(shown);
    }

    @Test
    void findsHeadingsInQuotesAndLists() {
        assertThat(Tame.show("> - # Loud")).isEqualTo("> - ### \u200b\u200bLoud");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[your bank](https://evil.example/a)",
                "**[x](<https://evil.example>)**",
                "[a [b] c](https://evil.example 'title')",
                "see `x` [a](b) and [c](d)",
            })
    void showsWhereLinksLead(String line) {
        assertThat(Tame.show(line)).doesNotContainPattern(MASKED);
        assertThat(Tame.show(line).replace("\u200b", "")).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discord.gg/abc",
                "https://discord.gg/abc",
                "DISCORD.gg/invite/abc",
                "https://discord.com/invite/abc",
                "https://www.discordapp.com/invite/abc",
                "<https://discord.gg/abc>",
                "discord.gg/discord.gg/abc",
            })
    void disarmsInvites(String line) {
        assertThat(line).containsPattern(INVITE);
        assertThat(Tame.show(line)).doesNotContainPattern(INVITE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void givesBackWhatWasWritten(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder();
            int parts = random.nextInt(1, 9);
            for (int part = 0; part < parts; part++) {
                line.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            String shown = Tame.show(line.toString());
            assertThat(Tame.read(shown)).as("seed " + seed + ": " + line).isEqualTo(line.toString());
            assertThat(shown).doesNotContainPattern(INVITE).doesNotContainPattern(MASKED);
        }
    }
}
