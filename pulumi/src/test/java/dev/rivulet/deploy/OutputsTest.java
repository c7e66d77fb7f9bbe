package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The outputs that are commands, as a shell takes them. */
class OutputsTest {

    @Test
    void curlAsksASignedQuestion() throws Exception {
        List<String> arguments = evaluated("curl");

        assertThat(arguments)
                .containsSubsequence("--aws-sigv4", "aws:amz:eu-central-1:execute-api")
                .containsSubsequence("--user", "the key:the secret")
                .containsSubsequence("--header", "x-amz-security-token: the session")
                .containsSubsequence("--header", "content-type: application/json")
                .containsSubsequence("--header", "accept: text/event-stream")
                .contains("--no-buffer")
                .endsWith("https://api1234567.execute-api.eu-central-1.amazonaws.com/live/chat");
        assertThat(Graph.json(arguments.get(arguments.indexOf("--data") + 1)))
                .isEqualTo(Map.of("messages", List.of(Map.of("role", "user", "content", "Hello"))));
    }

    @Test
    void listenerIsStartedAgainByACommand() throws Exception {
        assertThat(evaluated("restartListener"))
                .containsExactly(
                        "ecs",
                        "update-service",
                        "--force-new-deployment",
                        "--region",
                        "eu-central-1",
                        "--cluster",
                        "listener-1a2b3c4",
                        "--service",
                        "listener-1a2b3c4");
    }

    /** What a shell hands to the command, each word for itself. */
    private static List<String> evaluated(String output) throws IOException, InterruptedException {
        String command = (String) Variant.AGENTCORE_RUNTIME.graph().outputs().get(output);
        ProcessBuilder shell = new ProcessBuilder(
                "sh",
                "-c",
                "curl() { printf '%s\\0' \"$@\"; }; aws() { printf '%s\\0' \"$@\"; }; eval \"$1\"",
                "sh",
                command);
        shell.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "the key",
                        "AWS_SECRET_ACCESS_KEY",
                        "the secret",
                        "AWS_SESSION_TOKEN",
                        "the session"));
        Process process = shell.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return new ArrayList<>(List.of(printed.split("\0")));
    }
}
