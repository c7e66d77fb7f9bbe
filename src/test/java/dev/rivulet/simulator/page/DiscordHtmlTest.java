package dev.rivulet.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordHtmlTest {
    private final DiscordHtml html = new DiscordHtml(id -> "@name-of-" + id);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            **bold**            | <p><strong>bold</strong></p>
            __under__           | <p><u>under</u></p>
            *it*                | <p><em>it</em></p>
            ~~no~~              | <p><del>no</del></p>
            # Head              | <h1>Head</h1>
            `code`              | <p><code>code</code></p>
            > said              | <blockquote> <p>said</p> </blockquote>
            <@42> hi            | <p><span class="mention">@name-of-42</span> hi</p>
            """)
    void showsDiscordsMarkdown(String markdown, String expected) {
        assertThat(html.render(markdown).strip().replace("\n", " ")).isEqualTo(expected);
    }

    @Test
    void singleLineBreaksCount() {
        assertThat(html.render("a\nb"))
                .contains("a<br>b".replace("<br>", "<br>"))
                .contains("<br");
    }

    @Test
    void smallPrintIsABlockOfItsOwn() {
        assertThat(html.render("text\n-# small *print*").replace("\n", ""))
                .startsWith("<p>text</p>")
                .contains("<p><small class=\"own\">small <em>print</em></small></p>");
    }

    @Test
    void smallPrintInsideCodeStaysCode() {
        assertThat(html.render("```\n-# code\n```")).contains("-# code").doesNotContain("<small");
    }

    @Test
    void spoilersAreHiddenUntilAskedFor() {
        assertThat(html.render("||secret||")).contains("class=\"spoiler\"").contains(">secret<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=alert(1)> b",
                "![x](http://a/\"onerror=\"alert(1))",
                "<div onclick=x>\n\nx</div>"
            })
    void htmlIsText(String markdown) {
        assertThat(html.render(markdown)).doesNotContainPattern("<(script|img|div)");
    }

    @Test
    void harmfulLinksLoseTheirTarget() {
        assertThat(html.render("[x](javascript:alert(1))")).doesNotContain("javascript:");
    }
}
