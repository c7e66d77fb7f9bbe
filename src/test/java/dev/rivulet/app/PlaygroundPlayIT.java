package dev.rivulet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.MouseButton;
import dev.rivulet.simulator.world.Channel;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands, buttons, menus, dialogs, threads, files and languages on the page, in real headless Chromium. */
@Timeout(180)
class PlaygroundPlayIT {
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static Chromium chromium;
    private static ScriptedRig rig;

    @BeforeAll
    static void start() {
        chromium = Chromium.launch();
        rig = new ScriptedRig();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            rig.close();
            chromium.close();
        }
    }

    private static Channel channel() {
        return rig.simulator
                .world()
                .createChannel("test-" + UUID.randomUUID().toString().substring(0, 8));
    }

    private static OpenPage open() {
        return open(channel());
    }

    private static OpenPage open(Channel channel) {
        return new OpenPage(chromium.browser, rig.origin, channel, OpenPage.looking(ColorScheme.LIGHT, 1400, 900));
    }

    /** Looks at it, where {@code -Drivulet.pictures=DIRECTORY} asks for pictures. */
    private static void picture(OpenPage page, String name) {
        String directory = System.getProperty("rivulet.pictures");
        if (directory != null) {
            page.page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(directory, name + ".png")));
        }
    }

    @Test
    void aSlashListsCommandsAndTheKeyboardFillsOneIn() {
        try (OpenPage page = open()) {
            Keyboard keys = page.page.keyboard();
            Locator text = page.page.locator("#composer-text");
            text.focus();
            keys.type("/");
            Locator commands = page.page.locator("#commands [role=option]");
            assertThat(commands).hasCount(4);
            assertThat(commands.first()).containsText("/ask Ask a question");
            picture(page, "commands");
            keys.press("ArrowDown");
            assertThat(commands.nth(1)).hasAttribute("aria-selected", "true");
            assertThat(text).hasAttribute("aria-activedescendant", "commands-1");
            keys.type("as");
            assertThat(commands).hasCount(1);
            keys.press("Enter");
            Locator question = field(page, "question");
            assertThat(question).isFocused();
            keys.type("Why is the sky blue?");
            keys.press("Tab");
            keys.type("lla");
            Locator models = page.page.locator("#proposals-model [role=option]");
            assertThat(models).hasText(new String[] {"llama3.2", "llava"});
            picture(page, "autocomplete");
            keys.press("ArrowDown");
            keys.press("Enter");
            assertThat(field(page, "model")).hasValue("llava");
            keys.press("Enter");
            Locator answer = page.seesLast("You asked llava: Why is the sky blue?");
            assertThat(answer.locator(".answers")).hasText("Ada used /ask");
            assertThat(text).isFocused();
            picture(page, "answer");
        }
    }

    @Test
    void theMarkedCommandStaysMarkedWhenTheListIsReadAnew() {
        try (OpenPage page = open()) {
            Locator commands = page.page.locator("#commands [role=option]");
            Keyboard keys = page.page.keyboard();
            page.page.locator("#composer-text").focus();
            keys.type("/");
            assertThat(commands).hasCount(4);
            keys.press("Backspace");
            List<Route> held = new CopyOnWriteArrayList<>();
            page.page.route("**/commands?*", held::add);
            page.page.waitForRequest("**/commands?*", () -> keys.type("/"));
            keys.press("ArrowDown");
            assertThat(commands.nth(1)).hasAttribute("aria-selected", "true");
            APIResponse response = held.getFirst().fetch();
            JsonArray more = new JsonArray(response.text());
            more.add(more.getJsonObject(0).copy().put("name", "new").put("shownName", "new"));
            held.getFirst()
                    .fulfill(new Route.FulfillOptions().setResponse(response).setBody(more.encode()));
            assertThat(commands).hasCount(5);
            assertThat(commands.nth(1)).hasAttribute("aria-selected", "true");
        }
    }

    @Test
    void aCommandWaitsForWhatItNeedsAndCanBeLeft() {
        try (OpenPage page = open()) {
            Keyboard keys = page.page.keyboard();
            page.page.locator("#composer-text").focus();
            keys.type("/ask ");
            assertThat(field(page, "question")).isFocused();
            keys.press("Enter");
            assertThat(field(page, "question")).isFocused();
            keys.press("Escape");
            assertThat(page.page.locator("#composer-text")).isFocused();
            assertThat(page.page.locator("#command")).isHidden();
            assertThat(page.messages()).hasCount(0);
            keys.type("/settings language ");
            field(page, "value").selectOption("Français");
            page.page.locator("#send").click();
            page.seesLast("Language: fr");
        }
    }

    @Test
    void anAnswerOnlyForMeIsMarkedAndGoesWhenDismissed() {
        try (OpenPage page = open()) {
            page.command("/help");
            Locator answer = page.seesLast("Hello, Ada!");
            assertThat(answer).containsText("Only you can see this");
            picture(page, "ephemeral");
            page.as("Grace");
            assertThat(page.messages()).hasCount(0);
            page.as("Ada");
            answer.getByText("Dismiss message").click();
            assertThat(page.messages()).hasCount(0);
        }
    }

    @Test
    void aButtonStopsAndAMenuChooses() {
        try (OpenPage page = open()) {
            page.page.locator("#composer-text").focus();
            page.page.keyboard().type("/ask ");
            page.page.keyboard().type("anything");
            page.page.keyboard().press("Enter");
            Locator answer = page.seesLast("anything");
            answer.getByRole(AriaRole.BUTTON, named("Stop")).click();
            page.seesLast("Stopped.");
            assertThat(answer.locator(".component")).hasCount(0);
            page.command("/help");
            Locator help = page.seesLast("Hello, Ada!");
            help.getByLabel("Choose a backend").selectOption("handbook");
            page.seesLast("Chosen: handbook");
        }
    }

    private static Locator field(OpenPage page, String option) {
        return page.page.locator("#command").getByLabel(option);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void aDialogAsksAndIsSentOff() {
        try (OpenPage page = open()) {
            page.command("/help");
            page.seesLast("Hello, Ada!")
                    .getByRole(AriaRole.BUTTON, named("Feedback"))
                    .click();
            Locator dialog = page.page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("Your feedback");
            assertThat(dialog.getByLabel("What is good?")).isFocused();
            page.page.keyboard().type("the streams");
            picture(page, "dialog");
            dialog.getByText("Send").click();
            page.seesLast("Thanks for “the streams”.");
        }
    }

    @Test
    void whoDoesNotRespondIsNamed() {
        try (OpenPage page = open()) {
            page.command("/sleep");
            assertThat(page.page.locator("#trouble")).hasText("Rivulet did not respond.", patiently());
        }
    }

    private static HasTextOptions patiently() {
        return new HasTextOptions().setTimeout(OpenPage.PATIENCE_MS);
    }

    @Test
    void theMenuOfAMessageHasWhatThePersonMayDo() {
        try (OpenPage page = open()) {
            page.say("The sky is blue.");
            page.seesLast("The sky is blue.");
            Keyboard keys = page.page.keyboard();
            keys.press("ArrowUp");
            keys.press("Shift+F10");
            Locator items = page.page.getByRole(AriaRole.MENUITEM);
            assertThat(items).hasText(new String[] {"Reply", "Create thread", "Edit", "Delete", "Ask about this"});
            assertThat(items.first()).isFocused();
            picture(page, "menu");
            keys.press("End");
            keys.press("Enter");
            page.seesLast("About “The sky is blue.”: interesting.");
            assertThat(page.messages().last().locator(".answers")).hasText("Ada used Ask about this");

            page.messages().last().click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
            assertThat(items).hasText(new String[] {"Reply", "Create thread", "Ask about this"});
            keys.press("Escape");
            page.as("Grace");
            page.messages().last().hover();
            page.messages().last().getByLabel("More").click();
            assertThat(items).hasText(new String[] {"Reply", "Create thread", "Delete", "Ask about this"});
            items.nth(2).click();
            page.page
                    .getByRole(AriaRole.DIALOG)
                    .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.messages()).hasCount(1);
        }
    }

    @Test
    void anOwnMessageIsEditedInTheBox() {
        try (OpenPage page = open()) {
            page.say("Helo @Rivulet");
            page.seesLast("Helo @Rivulet");
            Keyboard keys = page.page.keyboard();
            Locator text = page.page.locator("#composer-text");
            // From an empty box only, the key goes to the messages.
            assertThat(text).hasValue("");
            keys.press("ArrowUp");
            keys.press("Shift+F10");
            page.page.getByRole(AriaRole.MENUITEM).getByText("Edit").click();
            assertThat(text).hasValue("Helo @Rivulet");
            assertThat(page.page.locator("#editing")).isVisible();
            text.fill("Hello @Rivulet");
            keys.press("Enter");
            page.seesLast("Hello @Rivulet (edited)");
            assertThat(page.page.locator("#editing")).isHidden();
            assertThat(text).hasValue("");
            assertThat(page.messages()).hasCount(1);
        }
    }

    @Test
    void aThreadIsMadeNamedLeftAndArchived() {
        Channel channel = channel();
        try (OpenPage page = open(channel)) {
            page.page.locator("#new-thread").click();
            page.page.getByRole(AriaRole.DIALOG).getByLabel("Name").fill("Rivers");
            page.page.keyboard().press("Enter");
            Locator name = page.page.locator("#place-name");
            assertThat(name).hasText("↳ Rivers");
            page.say("Which one is the longest?");
            page.seesLast("Which one");
            page.page.locator("#rename-thread").click();
            page.page.getByRole(AriaRole.DIALOG).getByLabel("Name").fill("Long rivers");
            page.page.keyboard().press("Enter");
            assertThat(name).hasText("↳ Long rivers");
            page.seesLast("Ada named this thread Long rivers");
            picture(page, "thread");
            page.page.locator("#archive-thread").click();
            assertThat(page.page.locator("#place-hint")).containsText("Archived");
            page.as("Linus");
            page.say("Wait!");
            page.seesLast("Wait!");
            assertThat(page.page.locator("#place-hint")).not().containsText("Archived");
            page.page.locator("#to-parent").click();
            assertThat(name).hasText("# " + channel.name());
            page.seesLast("Ada started a thread: Rivers");
        }
    }

    @Test
    void filesGoBothWays() {
        Channel channel = channel();
        try (OpenPage page = open(channel)) {
            page.page.locator("#file").setInputFiles(new FilePayload[] {
                new FilePayload("dot.png", "image/png", PICTURE),
                new FilePayload("notes.txt", "text/plain", "Grüße".getBytes(StandardCharsets.UTF_8)),
                new FilePayload("wrong.txt", "text/plain", new byte[3])
            });
            Locator attached = page.page.locator("#attached li");
            assertThat(attached).hasCount(3);
            picture(page, "attached");
            page.page.getByLabel("Don’t send wrong.txt").click();
            page.say("Look.");
            Locator sent = page.seesLast("Look.");
            assertThat(sent.locator("img.picture")).hasAttribute("alt", "dot.png");
            page.awaits("document.querySelector('img.picture').naturalWidth === 1");
            assertThat(sent.locator("a.file")).containsText("notes.txt 7 bytes");
            assertThat(attached).hasCount(0);
            assertThat(rig.simulator
                            .world()
                            .messages()
                            .list(channel.id())
                            .getLast()
                            .attachments())
                    .extracting(file -> file.data().length())
                    .containsExactly(PICTURE.length, 7);
            rig.bot.sendsFile(channel.id(), "answer.md", "much");
            Locator file = page.seesLast("The whole of it").locator("a.file");
            assertThat(file).containsText("answer.md");
            assertThat(page.page.request().get(file.getAttribute("href")).text())
                    .isEqualTo("much");
            picture(page, "files");
        }
    }

    @Test
    void thePersonsLanguageIsTheBots() {
        try (OpenPage page = open()) {
            page.as("Linus");
            page.page.locator("#locale").selectOption("de");
            page.page.locator("#composer-text").focus();
            page.page.keyboard().type("/");
            assertThat(page.page.locator("#commands [role=option]").first()).containsText("Stell eine Frage");
            assertThat(page.page.locator("#commands [role=option]")).hasCount(5);
            page.page.keyboard().press("Escape");
            page.page.locator("#composer-text").fill("");
            page.command("/help");
            page.seesLast("Hallo, Linus!");
            page.as("Ada");
            assertThat(page.page.locator("#locale")).hasValue("en-US");
            page.command("/help");
            page.seesLast("Hello, Ada!");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothingSerious(ColorScheme scheme) throws IOException {
        Axe.orSkip();
        Channel channel = channel();
        try (OpenPage page = new OpenPage(
                chromium.browser,
                rig.origin,
                channel,
                OpenPage.looking(scheme, 1400, 900).setBypassCSP(true))) {
            Axe.into(page.page);
            Keyboard keys = page.page.keyboard();
            page.page.locator("#file").setInputFiles(new FilePayload("dot.png", "image/png", PICTURE));
            page.say("A picture.");
            page.seesLast("A picture.");
            rig.bot.sendsFile(channel.id(), "answer.md", "much");
            page.page.locator("#composer-text").focus();
            keys.type("/");
            assertThat(page.page.locator("#commands [role=option]").first()).isVisible();
            assertThat(Axe.findings(page.page)).as("the list of commands").isEmpty();
            keys.type("ask why?");
            keys.press("Tab");
            keys.type("l");
            assertThat(page.page.locator("#proposals-model [role=option]").first())
                    .isVisible();
            assertThat(Axe.findings(page.page)).as("a command with proposals").isEmpty();
            keys.press("Escape");
            keys.press("Enter");
            page.seesLast("You asked l: why?");
            page.command("/help");
            Locator help = page.seesLast("Hello, Ada!");
            assertThat(Axe.findings(page.page)).as("buttons and a menu").isEmpty();
            picture(page, "all-" + scheme);
            help.getByRole(AriaRole.BUTTON, named("Feedback")).click();
            assertThat(page.page.getByRole(AriaRole.DIALOG)).isVisible();
            assertThat(Axe.findings(page.page)).as("a dialog").isEmpty();
            keys.press("Escape");
            help.getByLabel("More").click();
            assertThat(page.page.getByRole(AriaRole.MENU)).isVisible();
            assertThat(Axe.findings(page.page)).as("a menu").isEmpty();
        }
    }

    @Test
    void aScreenReaderHearsOfACommandsAnswerOnce() {
        try (OpenPage page = open()) {
            page.page.evaluate("""
                    window.said = [];
                    const announcer = document.getElementById('announcer');
                    new MutationObserver(() => said.push(announcer.textContent))
                      .observe(announcer, { childList: true, subtree: true, characterData: true });
                    """);
            page.command("/help");
            page.seesLast("Hello, Ada!");
            page.awaits("said.at(-1)?.startsWith('Rivulet')");
            assertThat(page.page.evaluate("said.filter(each => each.startsWith('Rivulet'))"))
                    .isEqualTo(List.of("Rivulet, only to you: Hello, Ada!"));
        }
    }

    @Test
    void itFitsAPhone() {
        try (OpenPage page = new OpenPage(
                chromium.browser,
                rig.origin,
                channel(),
                OpenPage.looking(ColorScheme.LIGHT, 360, 640).setHasTouch(true))) {
            page.command("/help");
            page.seesLast("Hello, Ada!");
            page.page.locator("#composer-text").focus();
            page.page.keyboard().type("/ask small");
            assertThat(field(page, "question")).hasValue("small");
            picture(page, "phone");
            assertThat(page.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
    }
}
