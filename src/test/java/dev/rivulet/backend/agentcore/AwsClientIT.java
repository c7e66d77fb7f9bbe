package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fakes as AWS's own SDK for JavaScript reads them: what they send is what the services send. */
@Timeout(60)
class AwsClientIT {
    private static final Path SCRIPTS = Path.of("src/test/node");

    @Test
    void awsOwnJavaScriptSdkReadsTheFakes() throws Exception {
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules/@aws-sdk/client-bedrock-agentcore")),
                "SKIPPED: AWS's SDK for JavaScript is not installed (npm ci --prefix src/test/node)");
        assumeTrue(nodeRuns(), "SKIPPED: there is no node on the PATH");
        Vertx vertx = Vertx.vertx();
        try (FakeAws aws = FakeAws.start(vertx)) {
            FakeAnswer stream = FakeAnswer.yields("Hello", new JsonObject().put("data", " there."));
            aws.answersNext(
                    stream,
                    FakeAnswer.body("application/json", "{\"result\": \"Hello.\"}"),
                    FakeAnswer.refusal(429, "ThrottlingException", "slow down"),
                    FakeAnswer.chunks("Riv")
                            .then(
                                    FakeAnswer.framed(
                                            "trace",
                                            new JsonObject(
                                                    "{\"trace\": {\"orchestrationTrace\": {\"rationale\": {\"text\": \"Hm\"}}}}")),
                                    FakeAnswer.cited(
                                            "ers.",
                                            "They flow.",
                                            new JsonObject()
                                                    .put("type", "WEB")
                                                    .put(
                                                            "webLocation",
                                                            new JsonObject()
                                                                    .put("url", "https://example.org/rivers")))),
                    FakeAnswer.chunks("Hel").then(FakeAnswer.exception("throttlingException")));

            JsonObject seen = run(aws);

            assertThat(seen.getJsonObject("streamed"))
                    .isEqualTo(new JsonObject()
                            .put("type", "text/event-stream")
                            .put("session", aws.invocations().getFirst().session())
                            .put("body", "data: \"Hello\"\n\ndata: {\"data\":\" there.\"}\n\n"));
            assertThat(seen.getJsonObject("json").getString("body")).isEqualTo("{\"result\": \"Hello.\"}");
            assertThat(seen.getJsonObject("throttled"))
                    .isEqualTo(
                            new JsonObject().put("error", "ThrottlingException").put("status", 429));
            assertThat(seen.getJsonObject("agent"))
                    .isEqualTo(new JsonObject()
                            .put("text", "Rivers.")
                            .put("uris", new JsonArray().add("https://example.org/rivers"))
                            .put("session", aws.invocations().getFirst().session())
                            .put("thought", "Hm"));
            assertThat(seen.getJsonObject("broken").getString("text")).isEqualTo("Hel");
            assertThat(seen.getJsonObject("broken").getString("error")).isEqualTo("ThrottlingException");
            assertThat(aws.invocations()).extracting(FakeInvocation::prompt).containsOnly("Hi");
            assertThat(aws.invocations().getFirst().query("qualifier")).isEqualTo("live");
        } finally {
            vertx.close().await();
        }
    }

    private static JsonObject run(FakeAws aws) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("node", "aws-agents.mjs", aws.url().toString(), FakeAws.ARN)
                .directory(SCRIPTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            return new JsonObject(printed);
        } finally {
            process.destroy();
        }
    }

    private static boolean nodeRuns() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
