package dev.rivulet.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.rivulet.backend.agentcore.FakeAnswer;
import dev.rivulet.backend.agentcore.FakeAws;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./rivulet dev} as somebody starts it who has an agent on AWS, with the page in real headless Chromium. */
@Timeout(120)
class AgentPlaygroundIT {
    @TempDir
    Path home;

    private Vertx vertx;
    private FakeAws aws;
    private Chromium chromium;

    @BeforeEach
    void start() {
        chromium = Chromium.launch();
        vertx = Vertx.vertx();
        aws = FakeAws.start(vertx);
    }

    @AfterEach
    void stop() {
        if (vertx != null) {
            vertx.close().await();
            chromium.close();
        }
    }

    @Test
    void showsAnAgentsAnswerAsItIsWritten() throws Exception {
        aws.answers(FakeAnswer.yields(IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> "word" + i + " ")
                        .toArray())
                .slow(Duration.ofMillis(50)));
        try (Running dev = Running.main(
                home,
                Map.of(
                        "AGENTCORE_RUNTIME_ARN", FakeAws.ARN,
                        "AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", aws.url().toString(),
                        "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                        "AWS_SECRET_ACCESS_KEY", "secret-word",
                        "RIVULET_HTTP_PORT", "0",
                        "RIVULET_SIMULATOR_PORT", "0"),
                "dev")) {
            String origin = dev.says("Page +(http://localhost:\\d+)").group(1);
            dev.says("✓ agentcore: is asked in eu-west-1");
            dev.says("Answers +agentcore");
            dev.says("Next: ");
            Page page = chromium.browser.newPage();
            page.setDefaultTimeout(OpenPage.PATIENCE_MS);
            page.navigate(origin);
            assertThat(page.locator("#place-name")).not().isEmpty();
            page.evaluate("""
                    window.lengths = [];
                    new MutationObserver(() => {
                      const text = document.querySelector('#messages > li:last-child .text')?.innerText ?? '';
                      if (text.includes('word1') && lengths.at(-1) !== text.length) lengths.push(text.length);
                    }).observe(document.getElementById('messages'), { childList: true, subtree: true, characterData: true });
                    """);
            page.locator("#composer-text").fill("@Rivulet count your words");
            page.keyboard().press("Enter");
            Locator answer = page.locator("#messages > li").last();
            assertThat(answer).containsText("my_agent · agentcore", OpenPage.patiently());
            assertThat(answer).containsText("word100");
            assertThat((List<?>) page.evaluate("lengths"))
                    .as("lengths of the text on its way")
                    .hasSizeGreaterThan(3);
            assertThat(aws.invocations()).hasSize(1);
        }
    }
}
