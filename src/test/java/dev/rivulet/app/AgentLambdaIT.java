package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.agentcore.FakeAws;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function has no lasting disk: a key of its own would make agents forget at each start. */
class AgentLambdaIT {
    @TempDir
    Path home;

    @Test
    void refusesAnAgentWithoutAKeyForItsSessions() throws Exception {
        Launched lambda = Launched.main(
                home, Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1", "AGENTCORE_RUNTIME_ARN", FakeAws.ARN), "lambda");
        assertThat(lambda.exit()).isNotZero();
        assertThat(lambda.out() + lambda.err()).contains("sessionKey is not set", "RIVULET_SESSION_KEY");
    }
}
