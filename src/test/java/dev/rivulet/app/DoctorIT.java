package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.User;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorIT {
    @TempDir
    Path directory;

    private Vertx vertx;
    private Simulator discord;
    private FakeOllama ollama;
    private User bot;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        discord = Simulator.start(vertx, 0).await(10, TimeUnit.SECONDS);
        bot = discord.world().createBot("Ripple");
        ollama = FakeOllama.start(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        ollama.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private record Report(int exitCode, String text) {}

    private Report examine(String token, String ollamaUrl, String model) {
        StringWriter printed = new StringWriter();
        Map<String, String> environment = Map.of(
                "DISCORD_TOKEN",
                token,
                "DISCORD_API_URL",
                discord.baseUrl(),
                "OLLAMA_URL",
                ollamaUrl,
                "OLLAMA_MODEL",
                model,
                "RIVULET_DATA_DIR",
                directory.resolve("data").toString(),
                "RIVULET_HTTP_PORT",
                "0");
        var loaded = new ConfigLoader(environment, directory, directory).load(null, Map.of());
        int exitCode = Doctor.run(loaded, new PrintWriter(printed));
        return new Report(exitCode, printed.toString());
    }

    @Test
    void findsNothingWhereEverythingIsWell() {
        String token = discord.world().issueToken(bot.id());
        Report report = examine(token, ollama.url().toString(), "llama3.2");
        assertThat(report.exitCode()).as(report.text()).isZero();
        assertThat(report.text())
                .contains(
                        "the token is Ripple's",
                        "discord.com/oauth2/authorize",
                        "llama3.2",
                        "Nothing stands in the way")
                .contains("discord.token: (secret)   (environment, DISCORD_TOKEN)")
                .doesNotContain(token);
    }

    @Test
    void namesTheFixForEachThingThatDoesNotWork() {
        String wrong = discord.world().issueToken(bot.id());
        discord.world().revokeToken(wrong);
        Report report = examine(wrong, "http://127.0.0.1:1", "llama3.2");
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.text())
                .contains("set DISCORD_TOKEN", "`ollama serve`", "2 things don't work")
                .doesNotContain(wrong);
    }

    @Test
    void namesTheModelThatIsNotThere() {
        Report report =
                examine(discord.world().issueToken(bot.id()), ollama.url().toString(), "mistral");
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.text()).contains("ollama pull mistral");
    }

    @Test
    void tellsAMalformedTokenWithoutQuotingIt() {
        Report report = examine("not-a-token", ollama.url().toString(), "llama3.2");
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.text()).contains("set DISCORD_TOKEN").doesNotContain("not-a-token");
    }
}
