package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionKeyTest {

    @Test
    void isMadeOnce() {
        Graph graph = Run.program(
                        context -> new SessionKey(
                                "session-key", Site.of(context, SettingsReader.read(StackConfig.of(context)))),
                        Variant.AGENTCORE_RUNTIME.config(),
                        false)
                .succeeded();

        Registered version = graph.only("aws:secretsmanager/secretVersion:SecretVersion");
        assertThat(version.ignoreChanges()).containsExactly("secretString");
        assertThat(version.inputs().get("secretString")).isInstanceOf(Plain.Secret.class);
        assertThat(version.text("secretString")).matches("[0-9a-f]{64}");
    }
}
