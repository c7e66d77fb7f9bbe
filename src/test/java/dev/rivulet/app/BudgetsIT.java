package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeAnswer;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people see of budgets, in Discord and over HTTP, before and after a restart. */
@Timeout(120)
class BudgetsIT {
    @TempDir
    Path home;

    private static void sees(OneProcess rivulet, Channel channel, String part) {
        Await.until(
                "our message with: " + part,
                () -> rivulet.ours(channel).stream().map(Message::content).anyMatch(text -> text.contains(part)));
    }

    private static HttpResponse<String> asksOverHttp(OneProcess rivulet) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + rivulet.port() + "/chat"))
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"user\":{\"id\":\"bob\"},\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void aBudgetIsSharedByDiscordAndHttpAndSurvivesARestart() throws Exception {
        Map<String, String> settings = Map.of("RIVULET_BUDGETS_TOTAL_QUESTIONS", "2");
        try (OneProcess rivulet = new OneProcess(home, settings)) {
            rivulet.ollama.answers(FakeAnswer.text("gladly"));
            Channel lounge = rivulet.channel("lounge");
            rivulet.asks(lounge, "may I?");
            sees(rivulet, lounge, "gladly");
            assertThat(asksOverHttp(rivulet).statusCode()).isEqualTo(200);

            rivulet.asks(lounge, "and again?");
            sees(rivulet, lounge, "All questions for today are used up (2); ask again after midnight UTC");
            HttpResponse<String> refused = asksOverHttp(rivulet);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("\"kind\":\"over-budget\"");
        }
        try (OneProcess rivulet = new OneProcess(home, settings)) {
            assertThat(asksOverHttp(rivulet).statusCode()).isEqualTo(429);
        }
    }

    @Test
    void theHandbookCanAnswerWhatIsBeyondTheBudget() throws Exception {
        Map<String, String> settings =
                Map.of("RIVULET_BUDGETS_USER_QUESTIONS", "1", "RIVULET_BUDGETS_SOFTER_BACKEND", "handbook");
        try (OneProcess rivulet = new OneProcess(home, settings)) {
            rivulet.ollama.answers(FakeAnswer.text("gladly"));
            Channel lounge = rivulet.channel("lounge");
            rivulet.asks(lounge, "may I?");
            sees(rivulet, lounge, "gladly");
            rivulet.asks(lounge, "How do I start Ollama?");
            sees(rivulet, lounge, "-# handbook · ");
        }
    }
}
