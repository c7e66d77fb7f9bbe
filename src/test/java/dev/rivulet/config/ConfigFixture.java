package dev.rivulet.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A home with a configuration file and an environment of its own. */
final class ConfigFixture {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    private ConfigFixture(Path home) {
        this.home = home;
    }

    static ConfigFixture in(Path home) {
        return new ConfigFixture(home);
    }

    ConfigFixture file(String yaml) {
        return write("config/rivulet.yaml", yaml);
    }

    ConfigFixture prompt(String profile, String text) {
        return write("config/prompts/" + profile + ".md", text);
    }

    ConfigFixture variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    LoadedConfig load() {
        return loader().load(null, Map.of());
    }

    ConfigLoader loader() {
        return new ConfigLoader(environment, home, home);
    }

    List<String> mistakes(Need... needs) {
        try {
            loader().load(null, Map.of(), needs);
            return List.of();
        } catch (ConfigurationException expected) {
            return expected.mistakes().stream().map(Mistake::toString).toList();
        }
    }

    private ConfigFixture write(String name, String text) {
        try {
            Path file = home.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
