package dev.rivulet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.rivulet.simulator.world.Channel;
import java.util.ArrayList;
import java.util.List;

/** The page as somebody has it open, in one channel; closing it checks that nothing went wrong in it. */
final class OpenPage implements AutoCloseable {
    /** Answers of these tests take a few seconds; the machine may be busy. */
    static final double PATIENCE_MS = 30_000;

    final Page page;
    private final BrowserContext context;
    private final List<String> troubles = new ArrayList<>();

    OpenPage(Browser browser, PlaygroundRig rig, Channel channel) {
        this(browser, rig, channel, new Browser.NewContextOptions().setViewportSize(1400, 900));
    }

    OpenPage(Browser browser, PlaygroundRig rig, Channel channel, Browser.NewContextOptions options) {
        this(browser, rig.origin, channel, options);
    }

    OpenPage(Browser browser, String origin, Channel channel, Browser.NewContextOptions options) {
        context = browser.newContext(options.setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                troubles.add("console: " + message.text());
            }
        });
        page.onPageError(error -> troubles.add("page error: " + error));
        page.onRequestFailed(request -> troubles.add("failed: " + request.url() + " " + request.failure()));
        page.onResponse(response -> {
            if (response.status() >= 400) {
                troubles.add("status " + response.status() + ": " + response.url());
            }
        });
        page.navigate(origin + "/#" + channel.id());
        assertThat(page.locator("#place-name")).containsText(channel.name(), patiently());
    }

    static Browser.NewContextOptions looking(ColorScheme scheme, int width, int height) {
        return new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, height);
    }

    static ContainsTextOptions patiently() {
        return new ContainsTextOptions().setTimeout(PATIENCE_MS);
    }

    /** Goes on as another person. */
    void as(String person) {
        Locator select = page.locator("#person");
        select.selectOption(select.locator("option", new Locator.LocatorOptions().setHasText(person))
                .getAttribute("value"));
    }

    /** Types into the message box and sends. */
    void say(String text) {
        page.locator("#composer-text").fill(text);
        page.keyboard().press("Enter");
    }

    /** Types a command and sends it, such as {@code /ask why?}; what is typed after its name is its first option. */
    void command(String typed) {
        page.locator("#composer-text").focus();
        page.keyboard().type(typed);
        page.keyboard().press("Enter");
    }

    Locator messages() {
        return page.locator("#messages > li");
    }

    /** The latest message, once it has that text in it. */
    Locator seesLast(String text) {
        Locator last = messages().last();
        assertThat(last).containsText(text, patiently());
        return last;
    }

    /** The footer under a whole answer. */
    Locator seesAnswerEnd() {
        return seesLast("llama3.2 · ollama");
    }

    /** Waits for a JavaScript expression to be true. */
    void awaits(String expression) {
        page.waitForFunction(
                "() => (" + expression + ")", null, new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MS));
    }

    /** Forgets the troubles so far, which the test made. */
    void forgive() {
        troubles.clear();
    }

    @Override
    public void close() {
        List<String> before = List.copyOf(troubles);
        context.close();
        assertThat(before)
                .as("errors, warnings and failed requests in the page")
                .isEmpty();
    }
}
