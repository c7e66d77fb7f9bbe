package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.deploy.Settings.Start;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(settings.router().answerDeadline()).isEqualTo(60);
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
                "imageRevision  | a b | rivulet:imageRevision must be at most 32 of",
                "logkeyArn      | x   | rivulet:logkeyArn is no setting; is logKeyArn meant?",
                "routerTimeOuts | 60  | rivulet:routerTimeOuts is no setting; is routerTimeout meant?",
                "logKeyArn      | arn:aws:kms:us-east-1:123456789012:key/k | rivulet:logKeyArn lies in us-east-1, and the stack in",
            })
    void saysWhatIsWrong(String name, String value, String expected) {
        Map<String, String> config = name.startsWith("agent") && !name.equals("agents")
                ? Variant.config(Map.of(name, value))
                : Variant.config(Map.of("agentRuntimeArn", RUNTIME, name, value));

        assertThatThrownBy(() -> read(config))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routerConcurrency=2 routerStart=provisioned routerProvisioned=3 | rivulet:routerProvisioned must be at most"
                        + " routerConcurrency, 2",
                "image=123456789012.dkr.ecr.eu-central-1.amazonaws.com/r:1 imageRevision=2 | rivulet:imageRevision is of use only",
                "domain=chat.example.org domainCertificateArn=arn:aws:acm:us-east-1:123456789012:certificate/c |"
                        + " rivulet:domainCertificateArn lies in us-east-1",
            })
    void saysWhatDoesNotGoTogether(String written, String expected) {
        Map<String, String> settings = new HashMap<>(Map.of("agentRuntimeArn", RUNTIME));
        for (String setting : written.split(" ", -1)) {
            settings.put(setting.replaceFirst("=.*", ""), setting.replaceFirst("[^=]*=", ""));
        }

        assertThatThrownBy(() -> read(Variant.config(settings)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void guessesNoNameThatNobodyCouldHaveMeant() {
        assertThatThrownBy(() -> read(Variant.config(Map.of("agentRuntimeArn", RUNTIME, "colour", "red"))))
                .hasMessageContaining("rivulet:colour is no setting\n");
    }

    /** An image repository, a table and log groups are named after it. */
    @ParameterizedTest
    @ValueSource(strings = {"Prod", "eu.prod", "prod--eu", "-prod", "prod_"})
    void refusesAStackWhoseNameAwsWouldRefuse(String stack) {
        assertThatThrownBy(() -> read(stack, Variant.AGENTCORE_RUNTIME.config()))
                .hasMessageContaining("the stack's name, " + stack + ", must be made of");
    }

    @Test
    void takesCredentialsFromAProfileAndSaysWhatElseOfAwsDoesNotHold() {
        Map<String, String> config = new HashMap<>(Variant.AGENTCORE_RUNTIME.config());
        config.put("aws:profile", "work");

        assertThat(read(config).profile()).contains("work");

        config.put("aws:accessKey", "AKIA");
        config.put("aws:defaultTags", "{}");
        config.put("docker:host", "ssh://builder");
        assertThatThrownBy(() -> read(config))
                .hasMessageContainingAll("aws:accessKey isn't passed on", "aws:defaultTags is the setting rivulet:tags")
                .message()
                .doesNotContain("docker:", "aws:profile is");
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
        return read("prod", config);
    }

    private static Settings read(String stack, Map<String, String> config) {
        return SettingsReader.read(StackConfig.of(stack, config, Variant.SECRETS));
    }
}
