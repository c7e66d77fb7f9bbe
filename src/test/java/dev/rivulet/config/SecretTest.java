package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret never prints: neither from what was loaded, nor in a report of what was wrong with it. */
class SecretTest {
    private static final String HUSH = "hush-MTIzNDU2";

    @TempDir
    Path home;

    @Test
    void neverPrintsFromLoadedConfiguration() {
        LoadedConfig loaded = ConfigFixture.in(home)
                .file("discord: {token: " + HUSH + "}\nollama: {url: \"http://me:" + HUSH + "@gpu:1\"}")
                .variable("RIVULET_API_TOKEN", HUSH)
                .load();

        assertThat(loaded.config().discord().token().reveal()).isEqualTo(HUSH);
        assertThat(loaded.config().discord().toString()).doesNotContain(HUSH).contains("(secret)");
        assertThat(loaded.config().http().toString()).doesNotContain(HUSH).contains("(secret)");
        assertThat(loaded.settings().toString()).doesNotContain(HUSH).contains("(secret)");
        assertThat(loaded.prompts().toString()).isEqualTo("Prompts[default]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discord: {token: [HUSH]}",
                "discord: {tokn: HUSH}",
                "discord: {apiUrl: 'me:HUSH@gpu'}",
                "discord: {apiUrl: 'http://me:HUSH@'}",
                "discord: HUSH",
                "discord:\n  token: \"HUSH\n",
                "discord:\n  token: @HUSH\n",
                "discord:\n token: a: HUSH\n",
                "token: HUSH",
                "HUSH",
            })
    void neverPrintsInReportsOfFiles(String yaml) {
        assertThat(ConfigFixture.in(home).file(yaml.replace("HUSH", HUSH)).mistakes())
                .isNotEmpty()
                .noneMatch(report -> report.contains(HUSH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RIVULET_TOKEN", "OLLAMA_URL", "OLLAMA_HOST"})
    void neverPrintsInReportsOfVariables(String name) {
        assertThat(ConfigFixture.in(home).variable(name, "x y:" + HUSH + "@").mistakes())
                .isNotEmpty()
                .noneMatch(report -> report.contains(HUSH));
    }
}
