package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.User;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
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
    void warnsOnlyWhereNothingIsConfigured() throws IOException {
        int dead;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = closed.getLocalPort();
        }
        LoadedConfig nothing = new ConfigLoader(
                        Map.of("RIVULET_HTTP_PORT", "0", "RIVULET_DATA_DIR", directory.toString()),
                        directory,
                        directory)
                .load(null, Map.of());
        StringWriter printed = new StringWriter();
        int exitCode = Doctor.run(
                Defaults.withOllamaAt(nothing, URI.create("http://127.0.0.1:" + dead)), new PrintWriter(printed));
        assertThat(printed.toString())
                .contains("! Ollama at http://127.0.0.1:" + dead, "`ollama serve`", "Nothing stands in the way")
                .contains("Answers come from ollama, or if it can't from handbook");
        assertThat(exitCode).isZero();
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
