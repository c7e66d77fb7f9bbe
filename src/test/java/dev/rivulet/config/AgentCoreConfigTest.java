package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.pointer.JsonPointer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentCoreConfigTest {
    private static final String ARN = "arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/my_agent-a1B2c3D4e5";

    @TempDir
    Path home;

    @Test
    void asksNobodyByDefault() {
        RivuletConfig config = ConfigFixture.in(home).load().config();

        assertThat(config.agentcore())
                .isEqualTo(new AgentCoreConfig(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("prompt", "{prompt}"),
                        null,
                        HistoryMode.AUTO,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(15)));
        assertThat(config.agents()).isEmpty();
        assertThat(config.backendNames()).containsExactly("ollama", "handbook");
        assertThatCode(config::requireSessionKey).doesNotThrowAnyException();
    }

    @Test
    void mapsEverySetting() {
        RivuletConfig config =
                ConfigFixture.in(home).file("""
                        agentcore:
                          runtimeArn: %s
                          qualifier: live
                          region: eu-west-1
                          endpoint: https://vpce.example/
                          payload: {input: {text: "{prompt}", by: "{user}"}, messages: "{messages}", stream: true}
                          pointer: /output/text
                          history: all
                          connectTimeout: 1s
                          firstEvent: 2s
                          idle: 3s
                          whole: 4s
                        sessionKey: 0123456789abcdef
                        """.formatted(ARN)).load().config();

        assertThat(config.agentcore())
                .isEqualTo(new AgentCoreConfig(
                        ARN,
                        "live",
                        null,
                        null,
                        "eu-west-1",
                        URI.create("https://vpce.example"),
                        Map.of(
                                "input",
                                Map.of("text", "{prompt}", "by", "{user}"),
                                "messages",
                                "{messages}",
                                "stream",
                                true),
                        "/output/text",
                        HistoryMode.ALL,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4)));
        assertThat(config.agentcore().target()).isEqualTo(new AgentTarget.AgentRuntime(ARN, "live", "eu-west-1"));
        assertThat(config.agentcore().target().agentName()).isEqualTo("my_agent");
        assertThat(config.sessionKey()).isEqualTo(new Secret("0123456789abcdef"));
    }

    @Test
    void takesTheNamesPeopleKnowFromTheEnvironment() {
        RivuletConfig runtime = ConfigFixture.in(home)
                .variable("AGENTCORE_RUNTIME_ARN", ARN)
                .variable("AWS_REGION", "eu-west-1")
                .load()
                .config();
        assertThat(runtime.agentcore().target()).isEqualTo(new AgentTarget.AgentRuntime(ARN, null, "eu-west-1"));
        assertThat(runtime.backend()).isEqualTo("agentcore");

        RivuletConfig agent = ConfigFixture.in(home)
                .variable("BEDROCK_AGENT_ID", "ABCDEF1234")
                .variable("BEDROCK_AGENT_ALIAS_ID", "TSTALIASID")
                .variable("AWS_REGION", "us-east-1")
                .variable("RIVULET_BACKEND", "agentcore")
                .variable("RIVULET_AGENTCORE_PAYLOAD", "{\"input\": \"{prompt}\"}")
                .load()
                .config();
        assertThat(agent.agentcore().target())
                .isEqualTo(new AgentTarget.Agent("ABCDEF1234", "TSTALIASID", "us-east-1"));
        assertThat(agent.agentcore().payload()).isEqualTo(Map.of("input", "{prompt}"));
        assertThat(agent.backendNames()).containsExactly("ollama", "handbook", "agentcore");
    }

    @Test
    void takesSeveralAgentsUnderNamesOfTheirOwn() {
        RivuletConfig config =
                ConfigFixture.in(home).file("""
                        backends:
                          support: {agentcore: {runtimeArn: "%s", qualifier: live}}
                          research: {agentcore: {agentId: A, agentAliasId: B}}
                          local: {ollama: {}}
                        """.formatted(ARN)).load().config();

        assertThat(config.agents().keySet()).containsExactly("research", "support");
        assertThat(config.backendNames()).containsExactly("ollama", "handbook", "local", "research", "support");
    }

    @Test
    void keepsEmptyTextsInThePayload() {
        RivuletConfig config =
                ConfigFixture.in(home).file("""
                        agentcore:
                          runtimeArn: "%s"
                          payload: {prompt: "{prompt}", actor: "", more: {note: ""}}
                        """.formatted(ARN)).load().config();
        assertThat(config.agentcore().payload())
                .isEqualTo(Map.of("prompt", "{prompt}", "actor", "", "more", Map.of("note", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"output", "/a~b", "/a~", "/a/~2"})
    void refusesAPointerThatPointsNowhere(String pointer) {
        assertThat(ConfigFixture.in(home).file("""
                                agentcore:
                                  runtimeArn: "%s"
                                  pointer: %s
                                """.formatted(ARN, pointer)).mistakes())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("agentcore.pointer must be a JSON pointer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/output/0/text", "/a~1b/~0", "/with space//ü"})
    void takesEveryPointerThatCanBeFollowed(String pointer) {
        String taken = ConfigFixture.in(home)
                .file("""
                        agentcore:
                          runtimeArn: "%s"
                          pointer: %s
                        """.formatted(ARN, pointer))
                .load()
                .config()
                .agentcore()
                .pointer();
        assertThat(JsonPointer.from(taken).toString()).isNotEmpty();
    }

    @Test
    void saysOfEachMistakeWhatToChangeAllAtOnce() {
        assertThat(ConfigFixture.in(home).file("""
                                agentcore:
                                  agentId: not-an-id
                                  agentAliasId: B
                                  payload: {question: hello}
                                  pointer: output
                                  history: some
                                  idle: 0s
                                  endpoint: localhost:1
                                sessionKey: short
                                backends:
                                  none: {agentcore: {qualifier: live}}
                                  both: {agentcore: {agentId: A, agentAliasId: B}, ollama: {}}
                                  agentcore: {ollama: {}}
                                """).mistakes())
                .containsExactly(
                        "config/rivulet.yaml:2: agentcore.agentId must have 1 to 10 letters and digits, not \"not-an-id\".",
                        "config/rivulet.yaml:4: agentcore.payload must have a place for the question: \"{prompt}\" or"
                                + " \"{messages}\" in one of its texts.",
                        "config/rivulet.yaml:5: agentcore.pointer must be a JSON pointer such as /output/text, with ~0 for each ~ in a"
                                + " name and ~1 for each /.",
                        "config/rivulet.yaml:6: agentcore.history must be one of auto, new, all, not \"some\".",
                        "config/rivulet.yaml:7: agentcore.idle must be longer than nothing, such as 30s or 5m.",
                        "config/rivulet.yaml:8: agentcore.endpoint must be an http:// or https:// address with a host.",
                        "config/rivulet.yaml:9: sessionKey must have at least 16 characters, all of them random.",
                        "config/rivulet.yaml:11: backends.none must name an agent: set agentcore.runtimeArn, or"
                                + " agentcore.agentId and agentcore.agentAliasId.",
                        "config/rivulet.yaml:11: backends must not be named agentcore, which is built in.",
                        "config/rivulet.yaml:12: backends.both must be of one kind: unset ollama or agentcore.");
    }

    private List<String> mistakes(String agentcore) {
        return ConfigFixture.in(home).file("agentcore: " + agentcore).mistakes();
    }

    @Test
    void refusesTwoAgentsInOne() {
        assertThat(mistakes("{runtimeArn: \"" + ARN + "\", agentId: A, agentAliasId: B}"))
                .singleElement()
                .asString()
                .contains("agentcore.runtimeArn is set beside agentId", "unset one of them");
    }

    @Test
    void refusesWhatIsNoArnOfAnAgent() {
        assertThat(mistakes("{runtimeArn: \"arn:aws:lambda:eu-west-1:123456789012:function:f\"}"))
                .singleElement()
                .asString()
                .contains(
                        "agentcore.runtimeArn must be like arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/");
        assertThat(mistakes("{runtimeArn: \"" + ARN + "/runtime-endpoint/live\"}"))
                .singleElement()
                .asString()
                .contains("set qualifier to \"live\"");
    }

    @Test
    void refusesARegionThatContradictsTheArn() {
        assertThat(ConfigFixture.in(home)
                        .variable("AGENTCORE_RUNTIME_ARN", ARN)
                        .variable("AWS_REGION", "us-east-1")
                        .mistakes())
                .containsExactly(
                        "environment, AWS_REGION: agentcore.region is us-east-1, but the agent of runtimeArn is in"
                                + " eu-west-1: unset it, or set it to eu-west-1 (RIVULET_AGENTCORE_REGION is stronger than AWS_REGION).");
        assertThat(ConfigFixture.in(home)
                        .variable("AGENTCORE_RUNTIME_ARN", ARN)
                        .variable("AWS_REGION", "us-east-1")
                        .variable("RIVULET_AGENTCORE_REGION", "eu-west-1")
                        .mistakes())
                .isEmpty();
    }

    @Test
    void refusesHalfAnAgent() {
        assertThat(mistakes("{agentId: A}"))
                .singleElement()
                .asString()
                .contains("BEDROCK_AGENT_ALIAS_ID", "TSTALIASID");
        assertThat(mistakes("{agentAliasId: B}")).singleElement().asString().contains("BEDROCK_AGENT_ID");
        assertThat(mistakes("{qualifier: live}")).singleElement().asString().contains("AGENTCORE_RUNTIME_ARN");
    }

    @Test
    void refusesTheBackendByNameWhereNoAgentIsSet() {
        assertThat(ConfigFixture.in(home)
                        .variable("RIVULET_BACKEND", "agentcore")
                        .mistakes())
                .containsExactly("environment, RIVULET_BACKEND: backend names \"agentcore\", but no agent is set: set"
                        + " AGENTCORE_RUNTIME_ARN, or BEDROCK_AGENT_ID and BEDROCK_AGENT_ALIAS_ID.");
    }

    @Test
    void asksForASessionKeyWhereThereIsNoLastingDisk() {
        RivuletConfig without = ConfigFixture.in(home)
                .variable("AGENTCORE_RUNTIME_ARN", ARN)
                .load()
                .config();
        assertThatThrownBy(without::requireSessionKey)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("RIVULET_SESSION_KEY");
        RivuletConfig with = ConfigFixture.in(home)
                .variable("AGENTCORE_RUNTIME_ARN", ARN)
                .variable("RIVULET_SESSION_KEY", "0123456789abcdef")
                .load()
                .config();
        assertThatCode(with::requireSessionKey).doesNotThrowAnyException();
    }
}
