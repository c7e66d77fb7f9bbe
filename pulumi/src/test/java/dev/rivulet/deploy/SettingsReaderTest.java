package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.deploy.Settings.Start;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private static final String RUNTIME = Variant.runtime("mine");

    @Test
    void needsOnlyARegionATokenAndAnAgent() {
        Settings settings = read(Variant.AGENTCORE_RUNTIME.config());

        assertThat(settings.agents()).containsEntry("agentcore", new Agent.OnRuntime(RUNTIME, Optional.empty()));
        assertThat(settings.backend()).isEqualTo("agentcore");
        assertThat(settings.architecture()).isEqualTo(Settings.Architecture.ARM64);
        assertThat(settings.router().timeout()).isEqualTo(900);
        assertThat(settings.router().answerDeadline()).isEqualTo(890);
        assertThat(settings.router().start()).isEqualTo(new Start.Cold());
        assertThat(settings.listener().cpu()).isEqualTo(256);
        assertThat(settings.listener().memory()).isEqualTo(512);
        assertThat(settings.logs().days()).isEqualTo(30);
        assertThat(settings.subnets()).isEmpty();
        assertThat(settings.image()).isEmpty();
    }

    @Test
    void readsEverySetting() {
        Settings settings = read(Variant.EVERYTHING.config());

        assertThat(settings.agents()).containsEntry("agentcore", new Agent.OnRuntime(RUNTIME, Optional.of("prod")));
        assertThat(settings.router().memory()).isEqualTo(2_048);
        assertThat(settings.router().answerDeadline()).isEqualTo(290);
        assertThat(settings.router().concurrency()).contains(20);
        assertThat(settings.router().environment()).containsEntry("RIVULET_LOG_LEVEL", "DEBUG");
        assertThat(settings.listener().environment()).containsKey("RIVULET_DISCORD_CHANNELS");
        assertThat(settings.api().firewall()).isTrue();
        assertThat(settings.api().domain().orElseThrow().name()).isEqualTo("chat.example.org");
        assertThat(settings.logs().days()).isEqualTo(90);
        assertThat(settings.logs().keyArn()).isPresent();
        assertThat(settings.alarmEmail()).contains("ops@example.org");
        assertThat(settings.tags()).containsEntry("Team", "bots");
    }

    @Test
    void keepsSeveralAgentsByName() {
        Settings settings = read(Variant.SEVERAL_AGENTS.config());

        assertThat(settings.agents())
                .containsEntry("support", new Agent.OnRuntime(Variant.runtime("support"), Optional.of("prod")))
                .containsEntry("deep-research", new Agent.OfBedrock("ABCDEFGHIJ", "KLMNOPQRST"));
        assertThat(settings.backend()).isEqualTo("support");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agentId        | ABCDEFGHIJ | rivulet:agentAliasId is missing",
                "agentAliasId   | ABCDEFGHIJ | rivulet:agentId is missing",
                "agentRuntimeArn| arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/x | lies in us-east-1",
                "agentRuntimeArn| my-agent | rivulet:agentRuntimeArn must be an AgentCore Runtime's ARN",
                "agentQualifier | prod | rivulet:agentQualifier is of use only with agentRuntimeArn",
                "agents         | [] | rivulet:agents must be an object",
                "agents         | {\"a\": {}} | rivulet:agents.a must say which agent it is",
                "agents         | {\"a\": {\"arn\": \"x\"}} | rivulet:agents.a.arn is no setting; there are runtimeArn",
                "agents         | {\"ollama\": {\"agentId\": \"A\"}} | rivulet:agents.ollama must have a name",
                "backend        | other | rivulet:backend must be one of",
                "ollamaUrl      | http://x/ | rivulet:ollamaUrl must be an http:// or https:// address",
                "architecture   | amd64 | rivulet:architecture must be arm64 or x86_64",
                "answerDeadline | 900 | rivulet:answerDeadline must be a whole number from 10 to 895",
                "routerStart    | warm | rivulet:routerStart must be cold, snapstart or provisioned",
                "routerStart    | provisioned | rivulet:routerProvisioned is missing",
                "routerProvisioned | 2 | rivulet:routerProvisioned is of use only with routerStart provisioned",
                "routerSettings | {\"AWS_REGION\": \"x\"} | rivulet:routerSettings.AWS_REGION must be one of Rivulet's",
                "routerSettings | {\"RIVULET_API_TOKEN\": \"x\"} | is a secret, and this is no place for one",
                "routerSettings | {\"RIVULET_ROUTER_WHOLE\": \"5m\"} | is the setting answerDeadline here",
                "listenerSettings | {\"RIVULET_STORE_KIND\": \"embedded\"} | is set by the stack itself",
                "listenerCpu    | 300 | rivulet:listenerCpu must be 256, 512 or 1024",
                "listenerMemory | 600 | rivulet:listenerMemory must be a multiple of 512",
                "firewall       | yes | rivulet:firewall must be true or false",
                "domain         | chat.example.org | rivulet:domainCertificateArn is missing",
                "domainZoneId   | Z1 | rivulet:domain is missing",
                "subnetIds      | subnet-1 | rivulet:vpcId is missing",
                "image          | 123456789012.dkr.ecr.us-east-1.amazonaws.com/r:1 | must lie in the stack's region",
                "discordToken   | abc | rivulet:discordToken must be a bot's token",
            })
    void saysWhatIsWrong(String name, String value, String expected) {
        Map<String, String> config = name.startsWith("agent") && !name.equals("agents")
                ? Variant.config(Map.of(name, value))
                : Variant.config(Map.of("agentRuntimeArn", RUNTIME, name, value));

        assertThatThrownBy(() -> read(config))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void asksForSomebodyWhoAnswers() {
        assertThatThrownBy(() -> read(Variant.config(Map.of())))
                .hasMessageContaining("rivulet:agentRuntimeArn is missing, and nobody else could answer");
    }

    @Test
    void neverShowsTheToken() {
        String secret = "dG9rZW4.c2VjcmV0";

        assertThatThrownBy(() -> read(Variant.config(Map.of("agentRuntimeArn", RUNTIME, "discordToken", secret))))
                .message()
                .doesNotContain(secret);
    }

    private static Settings read(Map<String, String> config) {
        return SettingsReader.read(name -> Optional.ofNullable(config.get(name)));
    }
}
