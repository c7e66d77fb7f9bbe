package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.agentcore.FakeAws;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent on AWS behind the split form on one machine: nothing more has to be set than in one process. */
@Timeout(120)
class AgentSplitIT {
    @TempDir
    Path home;

    @Test
    void asksTheAgentFromTheRouterThatRunsApart() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (FakeAws aws = FakeAws.start(vertx);
                Running dev = Running.main(
                        home,
                        Map.of(
                                "AGENTCORE_RUNTIME_ARN", FakeAws.ARN,
                                "AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", aws.url().toString(),
                                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                                "AWS_SECRET_ACCESS_KEY", "secret-word",
                                "RIVULET_HTTP_PORT", "0",
                                "RIVULET_SIMULATOR_PORT", "0"),
                        "dev",
                        "--split")) {
            int port = Integer.parseInt(
                    dev.says("POST http://localhost:(\\d+)/chat").group(1));
            dev.says("Next: ");
            try (Caller caller = Caller.streams(port, "hi")) {
                assertThat(caller.reads("event: completed")).contains("my_agent", "Hello", " there.");
            }
            assertThat(aws.invocations()).hasSize(1);
            assertThat(aws.invocations().getFirst().session()).startsWith("rivulet-");
        } finally {
            vertx.close().await();
        }
    }
}
