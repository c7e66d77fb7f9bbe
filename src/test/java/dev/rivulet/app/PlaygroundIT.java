package dev.rivulet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.rivulet.app.OpenPage.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page as a person with a mouse sees it, in real headless Chromium, with the real Discord client and router behind it. */
@Timeout(180)
class PlaygroundIT extends OnThePage {
    private static final String ANSWER = """
            ## Streams
            A stream carries **deltas**, one after the other, and never out of order.

            ```java
            answer.write(delta);
            ```
            - first the placeholder, then many edits of the same message
            - while the model writes, its text is visible soon, as often as the place allows edits
            - what it wrote between two edits goes out with the next one, so that nothing is lost
            - where the text gets too long for one message, another one takes over, and so on until it is whole
            - answers of several people in one place share what edits there are, the stalest first
            - somebody who reads along sees where it goes long before the last word, and may stop reading early
            - the footer comes last
            """;

    @Test
    void theTextGrowsUntilItIsWholeWithItsFooter() {
        rig.answer("how streams work", ANSWER);
        try (OpenPage page = open(channel())) {
            page.page.evaluate("""
                    window.lengths = [];
                    new MutationObserver(() => {
                      const text = document.querySelector('#messages > li:nth-child(2) .text')?.innerText ?? '';
                      if (text.length && lengths.at(-1) !== text.length) lengths.push(text.length);
                    }).observe(document.getElementById('messages'), { childList: true, subtree: true, characterData: true });
                    """);
            page.say("@Rivulet tell how streams work");
            Locator answer = page.seesAnswerEnd();
            assertThat(answer.locator("h3")).containsText("Streams");
            assertThat(answer.locator("strong")).hasText("deltas");
            assertThat(answer.locator("pre code")).containsText("answer.write(delta);");
            assertThat(answer.locator("li").last()).hasText("the footer comes last");
            assertThat(answer.locator("small.own")).containsText("llama3.2 · ollama · 2.3 s");
            assertThat(answer.locator(".answers")).containsText("Ada: tell how streams work");
            assertThat(page.messages()).hasCount(2);
            List<?> lengths = (List<?>) page.page.evaluate("lengths");
            assertThat(lengths).as("lengths of the text on its way").hasSizeGreaterThanOrEqualTo(4);
            assertThat(page.page.locator("#typing")).hasText("");

            Locator question = page.page.locator(".question").first();
            assertThat(question.locator("summary")).containsText("completed after", patiently());
            assertThat(question.locator(".step").allTextContents())
                    .containsSubsequence("asked", "accepted", "first event", "first text", "edit", "backend ended")
                    .contains("placeholder stands", "done: final text visible");
            assertThat(page.page.locator("#budget")).containsText("of 5");
        }
    }

    @Test
    void aLongAnswerGoesOnInFurtherMessages() {
        String text = IntStream.range(0, 250).mapToObj(i -> "long-word-" + i).collect(Collectors.joining(" "));
        rig.answer("something long", text);
        try (OpenPage page = open(channel())) {
            page.say("@Rivulet say something long");
            page.seesAnswerEnd();
            assertThat(page.messages()).hasCount(3);
            String shown = String.join(
                    " ",
                    page.page.locator("#messages > li:not(:first-child) .text").allInnerTexts());
            assertThat(shown.split("\\s+", -1)).containsSubsequence(text.split(" ", -1));
        }
    }

    @Test
    void aReplyIsAnsweredWithoutAMention() {
        try (OpenPage page = open(channel())) {
            page.say("@Rivulet one");
            Locator answer = page.seesAnswerEnd();
            answer.hover();
            answer.getByText("Reply").click();
            assertThat(page.page.locator("#replying")).containsText("Replying to Rivulet");
            page.say("two");
            page.seesLast("You said: two");
            assertThat(rig.asked.getLast().messages()).hasSize(3);
            assertThat(page.messages().nth(2).locator(".answers")).containsText("Rivulet: You said: one");
        }
    }

    @Test
    void aThreadStartsFromAMessageAndIsAnsweredInPlace() {
        try (OpenPage page = open(channel())) {
            page.say("@Rivulet rivers");
            Locator answer = page.seesAnswerEnd();
            answer.hover();
            answer.getByText("Thread").click();
            assertThat(page.page.locator("#place-name")).containsText("↳ You said: rivers", patiently());
            assertThat(page.messages().first()).containsText("You said: rivers");
            page.say("@Rivulet deltas");
            page.seesLast("You said: deltas");
            page.seesAnswerEnd();
            assertThat(rig.asked.getLast().messages().getFirst().content()).contains("rivers");
        }
    }

    @Test
    void directMessagesAndTheListeningChannelNeedNoMention() {
        try (OpenPage page = open(rig.scene.listens())) {
            page.say("hello there");
            page.seesLast("You said: hello there");
            page.seesAnswerEnd();
            page.page.locator("#channels .dm button").click();
            assertThat(page.page.locator("#place-hint")).containsText("no mention needed");
            page.say("only us");
            page.seesLast("You said: only us");
            page.seesAnswerEnd();
        }
    }

    @Test
    void anotherPersonWritesUnderTheirOwnName() {
        try (OpenPage page = open(channel())) {
            page.as("Grace");
            page.say("@Rivulet who am I?");
            page.seesLast("You said: who am I?");
            assertThat(page.messages().first().locator(".who b")).hasText("Grace");
            assertThat(rig.asked.getLast().user().name()).isEqualTo("Grace");
            page.page.locator("#channels button[aria-label^='Write to']").click();
            assertThat(page.page.locator("#place-name")).hasText("@ Rivulet");
            page.say("me again");
            page.seesLast("You said: me again");
            page.seesAnswerEnd();
        }
    }

    @Test
    void saysWhoAnswers() {
        try (OpenPage page = open(channel())) {
            assertThat(page.page.locator("#answerers")).hasText("Answers come from ollama with llama3.2.");
        }
    }

    @Test
    void saysWhatToDoWhereTheFirstChoiceCanNotAnswer() {
        try (OpenPage page = open(channel())) {
            page.page.route("**/health", route -> route.fulfill(new Route.FulfillOptions().setBody("""
                    {"status": "ready", "backends": [
                      {"name": "ollama", "status": "problem", "findings": [{"level": "problem", "subject": "Ollama at x:1",
                       "text": "does not answer.", "fix": "Start it with `ollama serve`."}]},
                      {"name": "handbook", "status": "ok", "findings": [{"level": "ok", "subject": "y", "text": "z"}]}]}
                    """)));
            page.page.reload();
            assertThat(page.page.locator("#answerers"))
                    .hasText("Answers come from handbook. Ollama at x:1 does not answer. Start it with ollama serve.");
            assertThat(page.page.locator("#answerers code")).hasText("ollama serve");
        }
    }

    @Test
    void aNewChannelIsMadeAndEntered() {
        try (OpenPage page = open(channel())) {
            page.page.getByLabel("New channel").first().click();
            page.page.getByRole(AriaRole.DIALOG).getByLabel("Name").fill("side stream");
            page.page.keyboard().press("Enter");
            assertThat(page.page.locator("#place-name")).hasText("# side-stream");
            assertThat(page.page.locator("#welcome")).isVisible();
            page.page.locator("#suggestions button").first().click();
            page.seesLast("You said: What can you do?");
            page.seesAnswerEnd();
        }
    }

    /** Writes the README's picture too, where {@code -Drivulet.screenshot=docs/playground.png} asks for it. */
    @Test
    void theInspectorGoesAlongWhileAnAnswerIsWritten() {
        Promise<Void> end = rig.answerWithoutEnd("virtual threads", """
                ### Two ways to wait
                An **event loop** waits for many sockets at once, and calls you back. A **virtual thread** lets you write \
                as if you waited for one, and is parked meanwhile.

                ```java
                client.request(GET, "/tokens")
                    .compose(HttpClientRequest::send)
                    .onSuccess(answer -> answer.handler(this::token));
                ```
                What to choose:

                1. **Streams** with back-pressure: the event loop. `pause()` and `resume()` are part of the contract.
                2. **Blocking libraries**: a virtual thread, or a small pool with a name and a bound, so that overload is \
                refused and does not pile up where nobody looks.
                3. **Both**: hand over in one place, and write down on which thread each method is called.
                4. **Neither**, where the work is short: just do it where you are, and measure before you change it. Most \
                of what looks slow waits for something else.
                """);
        try (OpenPage page = open(rig.simulator.world().createChannel("engineering"))) {
            page.say("Morning all! Trying the assistant on yesterday’s question.");
            page.as("Grace");
            page.say("@Rivulet when do I take an event loop, and when virtual threads?");
            page.seesLast("refused");
            Locator question = page.page.locator(".question").first();
            assertThat(question.locator("summary")).containsText("ollama in engineering");
            assertThat(question.locator("summary")).containsText("going on");
            assertThat(question.locator(".steps")).containsText("coalesced");
            assertThat(page.page.locator("#budget")).containsText("of 5");
            page.page.locator("#composer-text").focus();
            page.page.keyboard().type("/model ol");
            assertThat(page.page.locator("#proposals-name [role=option]"))
                    .hasText(new String[] {"ollama/llama3.2", "ollama/llava", "ollama/qwen3"});
            String picture = System.getProperty("rivulet.screenshot");
            if (picture != null) {
                page.page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(picture)));
            }
            end.complete();
            page.seesAnswerEnd();
            assertThat(question.locator("summary")).containsText("completed");
        }
    }

    @Test
    void fitsAPhone() {
        try (OpenPage page = new OpenPage(
                chromium.browser,
                rig,
                channel(),
                OpenPage.looking(ColorScheme.LIGHT, 360, 640).setHasTouch(true))) {
            page.say("@Rivulet small");
            page.seesAnswerEnd();
            assertThat(page.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(page.page.locator("#inspector")).isHidden();
            page.page.locator("#toggle-inspector").click();
            assertThat(page.page.locator(".question").first()).isVisible();
        }
    }
}
