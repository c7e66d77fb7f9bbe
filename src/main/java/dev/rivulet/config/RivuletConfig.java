package dev.rivulet.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of Rivulet.
 *
 * @param backend the backend that answers unless a rule says otherwise: {@code ollama}, {@code handbook} or a name under {@code
 *     backends}; unset takes Ollama when it answers and else the handbook
 * @param dataDir where the little lives that must survive a restart; absolute
 * @param shutdownGrace how long answers in flight may go on once the program is told to stop
 * @param prompts the directory of system prompts, one {@code PROFILE.md} a profile; absolute
 * @param ollama the backend named {@code ollama}
 * @param backends more backends, by the name under which rules and people know them
 */
public record RivuletConfig(
        @Nullable String backend,
        @Default(".rivulet") Path dataDir,
        @Default("20s") Duration shutdownGrace,
        @Default("config/prompts") Path prompts,
        DiscordConfig discord,
        AccessConfig access,
        OllamaConfig ollama,
        @Default("{}") Map<String, BackendConfig> backends,
        RouterConfig router,
        StoreConfig store,
        BudgetsConfig budgets,
        HttpConfig http,
        SimulatorConfig simulator,
        LambdaConfig lambda,
        LogConfig log) {

    /** The name of the backend that {@link #ollama} describes. */
    public static final String OLLAMA = "ollama";

    /** The name of the backend that answers about Rivulet itself and needs nothing. */
    public static final String HANDBOOK = "handbook";

    public RivuletConfig {
        backends = Map.copyOf(backends);
        Check.notNegative("shutdownGrace", shutdownGrace);
        for (String name : backends.keySet()) {
            if (name.equals(OLLAMA) || name.equals(HANDBOOK)) {
                throw new IllegalArgumentException("backends must not be named " + name + ", which is built in");
            }
            if (!name.matches("[a-z0-9][a-z0-9_-]{0,31}")) {
                throw new IllegalArgumentException(
                        "backends must have names of a-z, 0-9, - and _, at most 32 characters, not \"" + name + "\"");
            }
        }
    }

    /** The settings of somebody who set nothing; paths are relative to the working directory. */
    public static RivuletConfig defaults() {
        Path here = Path.of("").toAbsolutePath();
        return new ConfigLoader(Map.of(), here, here).defaults();
    }

    /** Every backend's name, the built-in ones first. */
    public SequencedSet<String> backendNames() {
        SequencedSet<String> names = new LinkedHashSet<>(List.of(OLLAMA, HANDBOOK));
        backends.keySet().stream().sorted().forEach(names::add);
        return names;
    }

    /**
     * Who answers a question that no rule sends elsewhere: the first that is able to, in this order.
     *
     * <p>A configured {@code backend} is followed by the configured fallbacks only, so that the handbook never stands in for it. With
     * none configured, the handbook stands last.
     */
    public List<String> defaultChain() {
        List<String> chain = new ArrayList<>();
        chain.add(backend == null ? OLLAMA : backend);
        chain.addAll(router.fallbacks());
        if (backend == null) {
            chain.add(HANDBOOK);
        }
        return chain.stream().distinct().toList();
    }

    /**
     * The bot's token, for the forms that listen to Discord.
     *
     * @throws ConfigurationException if it is not set
     */
    public Secret requireDiscordToken() {
        Secret token = discord.token();
        if (token == null) {
            throw new ConfigurationException(List.of(new Mistake(
                    "environment",
                    "discord.token",
                    "is not set, and without it there is no way into Discord. Set DISCORD_TOKEN to the bot's token from"
                            + " https://discord.com/developers/applications (your application, then \"Bot\"),"
                            + " or try ./rivulet dev, which needs none")));
        }
        return token;
    }
}
