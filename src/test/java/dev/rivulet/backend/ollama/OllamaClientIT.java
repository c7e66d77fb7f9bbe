package dev.rivulet.backend.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rivulet.Await;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** That {@link FakeOllama} speaks Ollama's wire is judged by Ollama's own JavaScript client. */
class OllamaClientIT {
    private static final Path SCRIPTS = Path.of("src/test/node");

    @Test
    void ollamasOwnClientUnderstandsTheFake() throws Exception {
        assumeTrue(hasNode(), "SKIPPED: no node on the PATH; Debian has it in the package nodejs");
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules/ollama")),
                "SKIPPED: the npm package ollama is missing; run npm ci --prefix src/test/node");
        Vertx vertx = Vertx.vertx();
        try (FakeOllama ollama = FakeOllama.start(vertx)) {
            FakeAnswer answer = FakeAnswer.of("Hello", " there").thinking("Hm");
            ollama.answersNext(
                    answer,
                    FakeAnswer.notFound("llama3.2"),
                    FakeAnswer.busy(),
                    answer.errorAfter(2, "it broke"),
                    answer.truncatedAfter(2),
                    FakeAnswer.of("Hello", " there").stalledAfter(1));

            JsonObject seen = run("ollama-chat.mjs", ollama.url().toString(), FakeOllama.MODEL);

            assertThat(seen.getJsonArray("models")).isEqualTo(new JsonArray().add("llama3.2:latest"));
            assertThat(seen.getJsonArray("capabilities")).isEqualTo(new JsonArray().add("completion"));
            assertThat(seen.getJsonArray("loaded")).isEmpty();
            assertThat(seen.getString("version")).isEqualTo("0.12.6");
            assertThat(seen.getJsonObject("whole"))
                    .isEqualTo(new JsonObject()
                            .put("text", "Hello there")
                            .put("thinking", "Hm")
                            .put("parts", 4)
                            .put("done", "stop")
                            .put("tokens", 2)
                            .put("created", true)
                            .put("millis", 4883.583458));
            assertThat(seen.getJsonObject("missing"))
                    .isEqualTo(
                            empty().put("error", "model 'llama3.2' not found").put("status", 404));
            assertThat(seen.getJsonObject("busy").getInteger("status")).isEqualTo(503);
            assertThat(seen.getJsonObject("broken").getString("error")).isEqualTo("it broke");
            assertThat(seen.getJsonObject("broken").getString("text")).isEqualTo("Hello");
            assertThat(seen.getJsonObject("truncated").getString("error")).contains("Did not receive done");
            assertThat(seen.getString("beforeAbort")).isEqualTo("Hello");
            assertThat(seen.getString("aborted")).isEqualTo("AbortError");
            Await.soon(ollama.chats().getLast().closedByClient());
        } finally {
            vertx.close().await();
        }
    }

    private static JsonObject empty() {
        return new JsonObject().put("text", "").put("thinking", "").put("parts", 0);
    }

    private static boolean hasNode() {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject run(String script, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node", script).directory(SCRIPTS.toFile());
        builder.command().addAll(Arrays.asList(arguments));
        Path errors = Files.createTempFile("rivulet-node", ".txt");
        Process process = builder.redirectError(errors.toFile()).start();
        try {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            assertThat(ended).as("%s ends", script).isTrue();
            assertThat(process.exitValue()).as("%s", Files.readString(errors)).isZero();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // The client has a word of its own to say before.
            return new JsonObject(output.strip().lines().toList().getLast());
        } finally {
            process.destroyForcibly();
            Files.delete(errors);
        }
    }
}
