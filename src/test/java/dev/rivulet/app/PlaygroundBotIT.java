package dev.rivulet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.rivulet.app.OpenPage.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Rivulet offers besides its answers, used on the page in real headless Chromium: buttons, commands, files, threads, languages. */
@Timeout(180)
class PlaygroundBotIT extends OnThePage {
    private static OpenPage open() {
        return open(channel());
    }

    private static Locator button(Locator message, String name) {
        return message.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void anAnswerIsStoppedByWhoMayAndWrittenAnew() {
        Promise<Void> end = rig.answerWithoutEnd("a river", "It springs and goes on");
        try (OpenPage page = open()) {
            page.as("Grace");
            page.say("@Rivulet tell of a river");
            Locator answer = page.messages().nth(1);
            assertThat(answer).containsText("springs", patiently());
            page.as("Ada");
            button(answer, "Stop").click();
            page.seesLast("Only you can see this");
            page.as("Grace");
            button(answer, "Stop").click();
            assertThat(button(answer, "Regenerate")).isVisible();
            assertThat(answer).containsText("springs");
            end.complete();
            button(answer, "Regenerate").click();
            Locator anew = page.seesAnswerEnd();
            assertThat(anew.getByText("Earlier version")).isVisible();
        }
    }

    @Test
    void aQuestionAskedForOneselfIsAnsweredToOneselfAlone() {
        try (OpenPage page = open()) {
            page.page.locator("#composer-text").focus();
            page.page.keyboard().type("/ask quietly");
            page.page.locator("#command").getByLabel("private").selectOption("yes");
            page.page.locator("#send").click();
            Locator answer = page.seesAnswerEnd();
            assertThat(answer).containsText("You said: quietly");
            assertThat(answer).containsText("Only you can see this");
            page.as("Linus");
            assertThat(page.messages()).hasCount(0);
        }
    }

    @Test
    void aModelIsProposedChosenAndAsked() {
        try (OpenPage page = open()) {
            page.page.locator("#composer-text").focus();
            page.page.keyboard().type("/model qw");
            Locator proposals = page.page.locator("#proposals-name [role=option]");
            assertThat(proposals).hasCount(1);
            assertThat(proposals).containsText("qwen3");
            page.page.keyboard().press("Enter");
            page.page.keyboard().press("Enter");
            assertThat(page.seesLast("qwen3")).containsText("Only you can see this");
            page.say("@Rivulet who are you?");
            page.seesAnswerEnd();
            assertThat(rig.asked.getLast().model()).isEqualTo("qwen3");
        }
    }

    @Test
    void aMessageIsAskedAboutFromItsMenu() {
        try (OpenPage page = open()) {
            page.say("Rivers flow uphill.");
            page.seesLast("uphill");
            page.messages().last().hover();
            page.messages().last().getByLabel("More").click();
            page.page.getByRole(AriaRole.MENUITEM).getByText("Ask about this").click();
            page.seesAnswerEnd();
            assertThat(rig.asked.getLast().messages())
                    .anySatisfy(message -> assertThat(message.content()).contains("Rivers flow uphill."));
        }
    }

    @Test
    void aFileIsReadWithItsQuestionInAThread() {
        try (OpenPage page = open()) {
            page.page.locator("#new-thread").click();
            page.page.getByRole(AriaRole.DIALOG).getByLabel("Name").fill("Files");
            page.page.keyboard().press("Enter");
            assertThat(page.page.locator("#place-name")).hasText("↳ Files");
            page.page
                    .locator("#file")
                    .setInputFiles(new FilePayload(
                            "notes.txt", "text/plain", "The source is at 812 m.".getBytes(StandardCharsets.UTF_8)));
            page.say("@Rivulet how high is the source?");
            page.seesAnswerEnd();
            assertThat(rig.asked.getLast().messages().getLast().content()).contains("The source is at 812 m.");
        }
    }

    @Test
    void theBotsOwnLinesAreInThePersonsLanguage() {
        try (OpenPage page = open()) {
            page.as("Linus");
            page.page.locator("#locale").selectOption("de");
            page.command("/help");
            assertThat(page.messages()).hasCount(1);
            page.say("@Rivulet");
            page.seesLast("Es fehlt eine Frage");
        }
    }
}
