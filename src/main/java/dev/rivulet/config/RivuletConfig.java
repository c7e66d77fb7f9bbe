package dev.rivulet.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of Rivulet.
 *
 * @param backend the backend that answers unless a rule says otherwise: {@code ollama}, {@code agentcore}, {@code handbook} or a name
 *     under {@code backends}; unset takes the agent on AWS if one is configured, else Ollama when it answers, else the handbook
 * @param dataDir where the little lives that must survive a restart; absolute
 * @param shutdownGrace how long answers in flight may go on once the program is told to stop
 * @param prompts the directory of system prompts, one {@code PROFILE.md} a profile; absolute
 * @param sessionKey what agents' session ids are made with, at least 16 characters; unset keeps a key of its own in {@code dataDir}
 * @param ollama the backend named {@code ollama}
 * @param agentcore the backend named {@code agentcore}, which is there only if this names an agent
 * @param backends more backends, by the name under which rules and people know them
 */
public record RivuletConfig(
        @Nullable String backend,
        @Default(".rivulet") Path dataDir,
        @Default("20s") Duration shutdownGrace,
        @Default("config/prompts") Path prompts,
        @Nullable Secret sessionKey,
        DiscordConfig discord,
        AccessConfig access,
        OllamaConfig ollama,
        AgentCoreConfig agentcore,
        @Default("{}") Map<String, BackendConfig> backends,
        RouterConfig router,
        StoreConfig store,
        BudgetsConfig budgets,
        HttpConfig http,
        SimulatorConfig simulator,
        LambdaConfig lambda,
        ChatConfig chat,
        LogConfig log) {

    /** The name of the backend that {@link #ollama} describes. */
    public static final String OLLAMA = "ollama";

    /** The name of the backend that {@link #agentcore} describes. */
    public static final String AGENTCORE = "agentcore";

    private static final int SHORTEST_KEY = 16;

    /** The name of the backend that answers about Rivulet itself and needs nothing. */
    public static final String HANDBOOK = "handbook";

    /** The name of the backend that asks the router of {@link #chat}. */
    public static final String REMOTE = "remote";

    public RivuletConfig {
        backends = Map.copyOf(backends);
        Check.notNegative("shutdownGrace", shutdownGrace);
        if (sessionKey != null && sessionKey.reveal().length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "sessionKey must have at least " + SHORTEST_KEY + " characters, all of them random");
        }
        for (String name : backends.keySet()) {
            if (Set.of(OLLAMA, AGENTCORE, HANDBOOK, REMOTE).contains(name)) {
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
        if (agentcore.isConfigured()) {
            names.add(AGENTCORE);
        }
        if (chat.url() != null) {
            names.add(REMOTE);
        }
        backends.keySet().stream().sorted().forEach(names::add);
        return names;
    }

    /**
     * Who answers a question that no rule sends elsewhere: the first that is able to, in this order.
     *
     * <p>A configured {@code backend} is followed by the configured fallbacks only, so that the handbook never stands in for it. With
     * none configured, a router elsewhere is taken where there is one; else the handbook stands last.
     */
    public List<String> defaultChain() {
        List<String> chain = new ArrayList<>();
        boolean remote = chat.url() != null;
        chain.add(backend != null ? backend : remote ? REMOTE : OLLAMA);
        chain.addAll(router.fallbacks());
        if (backend == null && !remote) {
            chain.add(HANDBOOK);
        }
        return chain.stream().distinct().toList();
    }

    /** The agents on AWS, by their backends' names. */
    public SortedMap<String, AgentCoreConfig> agents() {
        SortedMap<String, AgentCoreConfig> agents = new TreeMap<>();
        if (agentcore.isConfigured()) {
            agents.put(AGENTCORE, agentcore);
        }
        backends.forEach((name, backend) -> {
            if (backend.agentcore() != null) {
                agents.put(name, backend.agentcore());
            }
        });
        return agents;
    }

    /**
     * For the forms without a lasting disk, where each start would make a key of its own, and conversations would lose their sessions.
     *
     * @throws ConfigurationException if there are agents on AWS and {@link #sessionKey} is not set
     */
    public void requireSessionKey() {
        if (sessionKey == null && !agents().isEmpty()) {
            throw new ConfigurationException(List.of(new Mistake(
                    "environment",
                    "sessionKey",
                    "is not set, and without it agents would forget their conversations at each start, since this form has no"
                            + " lasting disk. Set RIVULET_SESSION_KEY to a secret of your own, such as what `openssl rand -hex 32`"
                            + " prints")));
        }
    }
}
