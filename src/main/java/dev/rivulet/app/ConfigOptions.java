package dev.rivulet.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.config.Need;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where the configuration is. */
final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file; by default the one RIVULET_CONFIG names, else config/rivulet.yaml.")
    private @Nullable Path file;

    /** Reads the configuration as {@link #load} did, to see what has changed. */
    Supplier<LoadedConfig> again(Map<String, String> options) {
        return () -> ConfigLoader.system().load(file, options);
    }

    /** The same for another process. */
    List<String> arguments() {
        return file == null ? List.of() : List.of("--config", file.toString());
    }

    /**
     * Loads the configuration and sets the log level it asks for.
     *
     * @param options values by key that win over file and environment
     * @param needs what must be set
     * @throws dev.rivulet.config.ConfigurationException with all mistakes
     */
    LoadedConfig load(Map<String, String> options, Need... needs) {
        LoadedConfig loaded = ConfigLoader.system().load(file, options, needs);
        ((Logger) LoggerFactory.getLogger("dev.rivulet"))
                .setLevel(Level.valueOf(loaded.config().log().level().name()));
        return loaded;
    }
}
