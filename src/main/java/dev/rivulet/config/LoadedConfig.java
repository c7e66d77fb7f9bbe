package dev.rivulet.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration without mistakes, and where it came from.
 *
 * @param file the file that was read, or null if there was none
 * @param settings every setting in the order of the file, with its value and where that was written; secrets don't show
 */
public record LoadedConfig(
        RivuletConfig config, Prompts prompts, @Nullable Path file, List<Explained> settings) {
    public LoadedConfig {
        settings = List.copyOf(settings);
    }

    /**
     * For forms with a page that anybody who reaches it may use.
     *
     * @throws ConfigurationException if {@code http.host} is an address that other machines can reach
     */
    public void requireLoopback() {
        if (!config.http().isLoopback()) {
            String where = settings.stream()
                    .filter(setting -> setting.key().equals("http.host"))
                    .map(setting -> setting.source().toString())
                    .findFirst()
                    .orElse("environment");
            throw new ConfigurationException(List.of(new Mistake(
                    where,
                    "http.host",
                    "is " + config.http().host()
                            + ", which other machines can reach, and whoever reaches dev's page may act as anybody on it:"
                            + " keep 127.0.0.1, and reach it from elsewhere through ssh -L 8080:localhost:8080")));
        }
    }
}
