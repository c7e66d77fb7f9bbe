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
}
