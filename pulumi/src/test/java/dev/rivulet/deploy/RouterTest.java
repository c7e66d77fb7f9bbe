package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouterTest {

    @Test
    void knowsItsOneAgent() {
        assertThat(Components.router(Variant.AGENTCORE_RUNTIME).functionEnvironment())
                .containsEntry("AGENTCORE_RUNTIME_ARN", Variant.runtime("mine"))
                .containsEntry("RIVULET_BACKEND", "agentcore")
                .containsEntry("RIVULET_LAMBDA_RESPONSE", "stream");
        assertThat(Components.router(Variant.BEDROCK_AGENT).functionEnvironment())
                .containsEntry("BEDROCK_AGENT_ID", "ABCDEFGHIJ")
                .containsEntry("BEDROCK_AGENT_ALIAS_ID", "TSTALIASID");
    }

    @Test
    void knowsSeveralAgentsByName() {
        Graph graph = Components.router(Variant.SEVERAL_AGENTS);

        assertThat(graph.functionEnvironment())
                .containsEntry("RIVULET_BACKENDS_SUPPORT_AGENTCORE_RUNTIME_ARN", Variant.runtime("support"))
                .containsEntry("RIVULET_BACKENDS_SUPPORT_AGENTCORE_QUALIFIER", "prod")
                .containsEntry("RIVULET_BACKENDS_DEEP_RESEARCH_AGENTCORE_AGENT_ID", "ABCDEFGHIJ")
                .containsEntry("RIVULET_BACKENDS_DEEP_RESEARCH_AGENTCORE_AGENT_ALIAS_ID", "KLMNOPQRST")
                .containsEntry("OLLAMA_URL", "https://ollama.example.org")
                .containsEntry("RIVULET_BACKEND", "support");
        assertThat(graph.statements().stream().flatMap(statement -> statement.targets().stream()))
                .contains(
                        Variant.runtime("support") + "/runtime-endpoint/prod",
                        "arn:aws:bedrock:eu-central-1:123456789012:agent-alias/ABCDEFGHIJ/KLMNOPQRST");
    }

    @Test
    void startsColdUnlessAsked() {
        assertThat(Components.router(Variant.AGENTCORE_RUNTIME).types()).noneMatch(type -> type.contains("Alias"));

        Graph snapshot = Components.router(Variant.SNAPSTART);
        assertThat(snapshot.function().text("snapStart.applyOn")).isEqualTo("PublishedVersions");
        assertThat(snapshot.function().input("publish")).isEqualTo(true);
        assertThat(snapshot.only("aws:lambda/alias:Alias").text("functionVersion"))
                .isEqualTo("1");

        Graph kept = Components.router(Variant.PROVISIONED);
        assertThat(kept.only("aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig")
                        .number("provisionedConcurrentExecutions"))
                .isEqualTo(2);
        assertThat(kept.function().input("snapStart")).isNull();
    }

    @Test
    void takesSizesFromTheSettings() {
        Registered function = Components.router(Variant.EVERYTHING).function();

        assertThat(function.number("memorySize")).isEqualTo(2_048);
        assertThat(function.number("timeout")).isEqualTo(300);
        assertThat(function.number("reservedConcurrentExecutions")).isEqualTo(20);
        assertThat(function.input("architectures")).isEqualTo(List.of("arm64"));
        assertThat(function.input("imageConfig.commands")).isEqualTo(List.of("lambda"));
        assertThat(Components.router(Variant.AGENTCORE_RUNTIME).function().input("reservedConcurrentExecutions"))
                .isNull();
    }
}
