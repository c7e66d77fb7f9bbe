package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.agentcore.FakeAws;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.RivuletConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialCallTest {
    @Test
    void waitsForAnAgentAtLeastAsLongAsItsOwnLimits(@TempDir Path home) {
        Map<String, String> environment =
                Map.of("AGENTCORE_RUNTIME_ARN", FakeAws.ARN, "RIVULET_AGENTCORE_WHOLE", "30m");
        RivuletConfig config =
                new ConfigLoader(environment, home, home).load(null, Map.of()).config();
        assertThat(TrialCall.patience(config, "agentcore")).isGreaterThan(Duration.ofMinutes(30));
        assertThat(TrialCall.patience(config, RivuletConfig.OLLAMA)).isLessThan(Duration.ofMinutes(5));
    }
}
