package dev.rivulet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.rivulet.app.OpenPage.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.rivulet.simulator.world.Change;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page with a keyboard alone, for a screen reader, in light and dark, and after the connection was lost. */
@Timeout(180)
class PlaygroundAccessIT extends OnThePage {
    @Test
    void aKeyboardIsEnough() {
        try (OpenPage page = open(channel())) {
            Keyboard keys = page.page.keyboard();
            // Back from the message box to the top of the page, and by the skip link to the box again.
            for (int i = 0; i < 40 && !isFocused(page, ".skip"); i++) {
                keys.press("Shift+Tab");
            }
            assertThat(page.page.locator(".skip")).isFocused();
            keys.press("Enter");
            assertThat(page.page.locator("#composer-text")).isFocused();
            keys.type("@Rivulet by keyboard");
            keys.press("Shift+Enter");
            keys.type("alone");
            keys.press("Enter");
            page.seesLast("You said: by keyboard");
            page.seesAnswerEnd();
            assertThat(page.page.locator("#composer-text")).isFocused();

            // To the newest message, one up and down again, and to what can be done with it.
            keys.press("ArrowUp");
            assertThat(page.messages().last().locator("article")).isFocused();
            keys.press("ArrowUp");
            assertThat(page.messages().first().locator("article")).isFocused();
            keys.press("End");
            keys.press("Tab");
            assertThat(page.messages().last().locator("button.component").first())
                    .isFocused();
            for (int i = 0; i < 5 && !isFocused(page, ".actions *"); i++) {
                keys.press("Tab");
            }
            assertThat(page.messages().last().getByText("Reply")).isFocused();
            keys.press("Enter");
            assertThat(page.page.locator("#composer-text")).isFocused();
            assertThat(page.page.locator("#replying")).isVisible();
            keys.press("Escape");
            assertThat(page.page.locator("#replying")).isHidden();

            String here = page.page.locator("#place-name").textContent();
            keys.press("Alt+ArrowDown");
            assertThat(page.page.locator("#place-name")).not().hasText(here);
            assertThat(page.page.locator("#composer-text")).isFocused();
            keys.press("Alt+ArrowUp");
            assertThat(page.page.locator("#place-name")).hasText(here);
        }
    }

    private static boolean isFocused(OpenPage page, String selector) {
        return Boolean.TRUE.equals(
                page.page.evaluate("selector => document.activeElement.matches(selector)", selector));
    }

    @Test
    void aScreenReaderHearsOfAnAnswerTwice() {
        rig.answer(
                "at length", IntStream.range(0, 400).mapToObj(i -> "word" + i).collect(Collectors.joining(" ")));
        try (OpenPage page = open(channel())) {
            page.page.evaluate("""
                    window.said = [];
                    const announcer = document.getElementById('announcer');
                    new MutationObserver(() => said.push(announcer.textContent))
                      .observe(announcer, { childList: true, subtree: true, characterData: true });
                    """);
            page.say("@Rivulet answer at length");
            page.seesAnswerEnd();
            page.awaits("said.at(-1)?.includes('llama3.2')");
            List<?> said = (List<?>) page.page.evaluate("said");
            assertThat(said).hasSize(2);
            assertThat(said.getFirst()).isEqualTo("Rivulet is answering.");
            assertThat(said.getLast().toString()).startsWith("Rivulet: word0").contains("word1 ", "word399");
            assertThat(page.page.locator("[aria-live], [role=status], [role=log]"))
                    .hasCount(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothingSerious(ColorScheme scheme) throws IOException {
        Axe.orSkip();
        rig.answer("everything", """
                # All
                A [link](https://example.org), `code`, ||hidden|| and > more:
                > quoted
                ```
                code
                ```
                -# small""");
        try (OpenPage page = new OpenPage(
                chromium.browser,
                rig,
                channel(),
                OpenPage.looking(scheme, 1400, 900).setBypassCSP(true))) {
            Axe.into(page.page);
            assertThat(Axe.findings(page.page)).as("empty channel").isEmpty();
            page.say("@Rivulet everything");
            page.seesAnswerEnd();
            assertThat(page.page.locator(".question summary").first()).containsText("completed", patiently());
            page.page.locator("#composer-text").press("ArrowUp");
            assertThat(Axe.findings(page.page)).as("after an answer").isEmpty();
        }
    }

    @Test
    void anEditTakesNeitherFocusNorSelection() {
        Channel channel = channel();
        var messages = rig.simulator.world().messages();
        Message message = messages.post(
                channel.id(), rig.scene.people().getFirst(), "Some [link](https://example.org) and text, ||hidden||");
        try (OpenPage page = open(channel)) {
            page.messages().locator(".spoiler").click();
            page.messages().locator("a").focus();
            page.page.evaluate("""
                    getSelection().selectAllChildren(document.querySelector('#messages a'));
                    """);
            messages.edit(
                    channel.id(),
                    message.id(),
                    rig.scene.people().getFirst(),
                    Change.text("Some [link](https://example.org) and text, ||hidden|| and more\n\nof it"));
            page.seesLast("of it");
            assertThat(page.messages().locator("a")).isFocused();
            assertThat(page.page.evaluate("String(getSelection())")).isEqualTo("link");
            assertThat(page.messages().locator(".spoiler")).hasAttribute("data-shown", "");
        }
    }

    @Test
    void aReconnectKeepsPlaceScrollFocusAndTheInspector() {
        Channel channel = channel();
        var world = rig.simulator.world();
        for (int i = 0; i < 40; i++) {
            world.messages().post(channel.id(), rig.scene.people().getFirst(), "line " + i);
        }
        try (OpenPage page = open(channel)) {
            page.say("@Rivulet before");
            page.seesAnswerEnd();
            Locator summary = page.page.locator(".question summary").first();
            assertThat(summary).containsText("completed", patiently());
            int questions = page.page.locator(".question").count();
            summary.focus();
            page.page.evaluate("document.getElementById('messages').scrollTop = 100");
            page.page.evaluate("window.first = document.querySelector('#messages > li')");

            rig.loseConnections();
            world.messages().post(channel.id(), rig.scene.people().getLast(), "said meanwhile");

            page.seesLast("said meanwhile");
            assertThat(page.page.locator("#lost")).isHidden();
            page.forgive();
            assertThat(page.page.evaluate("document.getElementById('messages').scrollTop"))
                    .isEqualTo(100);
            assertThat(page.page.evaluate("first.isConnected")).isEqualTo(true);
            assertThat(summary).isFocused();
            assertThat(page.page.locator(".question")).hasCount(questions);
        }
    }
}
