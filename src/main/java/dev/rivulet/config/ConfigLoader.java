package dev.rivulet.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the configuration: defaults, over them the file, over it the environment, over it the command line.
 *
 * <p>The file is the one named on the command line, else the one {@code RIVULET_CONFIG} names, else {@code config/rivulet.yaml} in
 * the working directory, else the same in Rivulet's own directory, else none.
 */
public final class ConfigLoader {
    private static final Path USUAL = Path.of("config", "rivulet.yaml");

    private final Map<String, String> environment;
    private final Path home;
    private final Path workingDirectory;

    /**
     * @param environment the environment variables
     * @param home Rivulet's own directory: relative paths in the file, and defaults, start here
     * @param workingDirectory relative paths in variables and on the command line start here
     */
    public ConfigLoader(Map<String, String> environment, Path home, Path workingDirectory) {
        this.environment = Map.copyOf(environment);
        this.home = home.toAbsolutePath().normalize();
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /** With this process's environment; the launcher says in the system property {@code rivulet.home} where it stands. */
    public static ConfigLoader system() {
        Path here = Path.of("").toAbsolutePath();
        return new ConfigLoader(System.getenv(), here.resolve(System.getProperty("rivulet.home", "")), here);
    }

    /**
     * Loads and checks everything.
     *
     * @param file the file to read, or null for the usual ones
     * @param options values by dotted key that win over all others
     * @param needs what must be set
     * @throws ConfigurationException with every mistake there is
     */
    public LoadedConfig load(@Nullable Path file, Map<String, String> options, Need... needs) {
        List<Mistake> mistakes = new ArrayList<>();
        Path chosen = choose(file, mistakes);
        Node.Mapping written = chosen == null ? empty() : read(chosen, mistakes);
        boolean readInFull = mistakes.isEmpty();
        written = new Environment(environment, mistakes).over(written);
        for (Map.Entry<String, String> option : options.entrySet()) {
            written = written.with(
                    List.of(option.getKey().split("\\.")),
                    new Node.Scalar(new Source.OnCommandLine(), option.getValue()));
        }
        written = chooseWhatIsConfigured(written);
        RivuletConfig config = bind(written, mistakes);
        Prompts prompts = Prompts.load(config.prompts(), mistakes);
        new CrossChecks(written, mistakes).check(config, prompts.profiles());
        for (Need need : needs) {
            // What wasn't read may hold it.
            if (readInFull && !need.isMet(written)) {
                mistakes.add(need.mistake());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
        return new LoadedConfig(config, prompts, chosen, Explained.of(written));
    }

    RivuletConfig defaults() {
        return bind(empty(), new ArrayList<>());
    }

    private RivuletConfig bind(Node.Mapping written, List<Mistake> mistakes) {
        return Objects.requireNonNull(
                new Binder(home, workingDirectory, mistakes).bind(RivuletConfig.class, "", written),
                "defaults are sound");
    }

    private static Node.Mapping empty() {
        return new Node.Mapping(new Source.ByDefault(), Map.of());
    }

    private @Nullable Path choose(@Nullable Path file, List<Mistake> mistakes) {
        String named = environment.getOrDefault("RIVULET_CONFIG", "");
        if (file != null || !named.isBlank()) {
            Path wanted = workingDirectory.resolve(file != null ? file : Path.of(named));
            if (Files.isRegularFile(wanted)) {
                return wanted;
            }
            mistakes.add(new Mistake(
                    file != null ? "command line" : "environment",
                    file != null ? "--config" : "RIVULET_CONFIG",
                    "names " + wanted + ", which isn't a file"));
            return null;
        }
        return Stream.of(workingDirectory.resolve(USUAL), home.resolve(USUAL))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    private Node.Mapping read(Path file, List<Mistake> mistakes) {
        Path shown = file.startsWith(workingDirectory) ? workingDirectory.relativize(file) : file;
        try {
            Node root = new YamlReader(line -> new Source.InFile(shown, line), mistakes).read(Files.readString(file));
            if (root instanceof Node.Mapping mapping) {
                return mapping;
            }
            if (!Node.isUnset(root)) {
                mistakes.add(new Mistake(root.source().toString(), "the file", "must hold settings as \"key: value\""));
            }
        } catch (MalformedInputException notText) {
            mistakes.add(new Mistake(shown.toString(), "the file", "must be text in UTF-8"));
        } catch (IOException unreadable) {
            mistakes.add(new Mistake(
                    shown.toString(),
                    "the file",
                    "can't be read (" + unreadable.getClass().getSimpleName() + ")"));
        }
        return empty();
    }

    /** Who names an agent on AWS, or says where Ollama is or which model to take, wants that, and not the handbook when it is down. */
    private static Node.Mapping chooseWhatIsConfigured(Node.Mapping written) {
        // Beside a router elsewhere, what is configured here is there to stand in.
        if (!Node.isUnset(written.at(List.of("backend"))) || !Node.isUnset(written.at(List.of("chat", "url")))) {
            return written;
        }
        return choose(written, RivuletConfig.AGENTCORE, List.of("runtimeArn", "agentId"))
                .or(() -> choose(written, RivuletConfig.OLLAMA, List.of("url", "model")))
                .orElse(written);
    }

    private static Optional<Node.Mapping> choose(Node.Mapping written, String backend, List<String> keys) {
        for (String key : keys) {
            Node node = written.at(List.of(backend, key));
            if (node != null && !Node.isUnset(node) && Environment.meantForUs(node.source())) {
                return Optional.of(written.with(List.of("backend"), new Node.Scalar(node.source(), backend)));
            }
        }
        return Optional.empty();
    }
}
