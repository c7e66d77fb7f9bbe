package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptsTest {
    @TempDir
    Path directory;

    private final List<Mistake> mistakes = new ArrayList<>();

    @Test
    void doesWithoutDirectory() {
        Prompts prompts = Prompts.load(directory.resolve("missing"), mistakes);

        assertThat(mistakes).isEmpty();
        assertThat(prompts).isEqualTo(Prompts.builtIn());
        assertThat(prompts.find("default")).contains(Prompts.BUILT_IN);
        assertThat(prompts.find("pirate")).isEmpty();
    }

    @Test
    void readsOnePromptAProfile() throws IOException {
        Files.writeString(directory.resolve("pirate.md"), "Arr.");
        Files.writeString(directory.resolve("default.md"), "");
        Files.writeString(directory.resolve("README.md"), "About this directory.");
        Files.writeString(directory.resolve("notes.txt"), "Not a prompt.");

        Prompts prompts = Prompts.load(directory, mistakes);

        assertThat(mistakes).isEmpty();
        assertThat(prompts.profiles()).containsExactlyInAnyOrder("default", "pirate");
        assertThat(prompts.find("pirate")).contains("Arr.");
        assertThat(prompts.find("default")).as("a blank file means no prompt").isEmpty();
    }

    @Test
    void rejectsNamesThatAreNoProfilesAndBytesThatAreNoText() throws IOException {
        Files.writeString(directory.resolve("My Pirate.md"), "Arr.");
        Files.write(directory.resolve("latin.md"), "é".getBytes(StandardCharsets.ISO_8859_1));

        Prompts.load(directory, mistakes);

        assertThat(mistakes)
                .extracting(Mistake::where)
                .containsExactlyInAnyOrder(
                        directory.resolve("My Pirate.md").toString(),
                        directory.resolve("latin.md").toString());
    }

    @Test
    void shipsBuiltInPromptAsFile() throws IOException {
        assertThat(Files.readString(Path.of("config/prompts/default.md"))).isEqualTo(Prompts.BUILT_IN);
    }
}
