package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that somebody else wrote, in another language, chats on the simulator: discord.js. */
@Timeout(60)
class DiscordJsIT {
    private static final Path SCRIPTS = Path.of("src/test/node");

    @Test
    void discordJsLogsInHearsRepliesAndEdits() throws Exception {
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules/discord.js")),
                "SKIPPED: discord.js is not installed (npm ci --prefix src/test/node)");
        assumeTrue(nodeRuns(), "SKIPPED: there is no node on the PATH");
        var it = Started.fresh();
        var token = it.simulator().world().issueToken(it.bot().id());
        var process = new ProcessBuilder(
                        "node", "discord-chat.mjs", it.simulator().origin() + "/api", token)
                .directory(SCRIPTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(next(lines).getString("ready"))
                    .isEqualTo(Long.toString(it.bot().id()));
            var question = it.simulator()
                    .world()
                    .messages()
                    .post(it.channel().id(), it.ana(), it.bot().mention() + " hello");
            var done = next(lines);
            assertThat(done.getString("edited")).isEqualTo("Heard: @rivulet hello");
            assertThat(done.getInteger("history")).isEqualTo(2);
            var answer =
                    it.simulator().world().messages().list(it.channel().id()).getLast();
            assertThat(answer.repliesTo()).isEqualTo(question.id());
            assertThat(answer.edits()).isEqualTo(1);
            assertThat(answer.pinged().isNobody()).isTrue();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroy();
            it.close();
        }
    }

    private static JsonObject next(BufferedReader lines) throws Exception {
        var line = lines.readLine();
        assertThat(line).as("a line of the script").isNotNull();
        return new JsonObject(line);
    }

    private static boolean nodeRuns() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (java.io.IOException missing) {
            return false;
        }
    }
}
