package dev.rivulet.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What only the whole configuration can show to be wrong. */
final class CrossChecks {
    private final Node.Mapping written;
    private final List<Mistake> mistakes;

    CrossChecks(Node.Mapping written, List<Mistake> mistakes) {
        this.written = written;
        this.mistakes = mistakes;
    }

    void check(RivuletConfig config, Set<String> profiles) {
        SequencedSet<String> backends = config.backendNames();
        // Also those that couldn't be used, for which there is a mistake already.
        if (written.entries().get("backends") instanceof Node.Mapping named) {
            backends.addAll(named.entries().keySet());
        }
        if (isWritten("runtimeArn") || isWritten("agentId")) {
            backends.add(RivuletConfig.AGENTCORE);
        } else {
            needsAgent("qualifier", "runtimeArn", "AGENTCORE_RUNTIME_ARN");
            needsAgent("agentAliasId", "agentId", "BEDROCK_AGENT_ID");
        }
        known("backend", List.of("backend"), config.backend(), backends, "a backend");
        for (int i = 0; i < config.router().fallbacks().size(); i++) {
            String key = "router.fallbacks[" + i + "]";
            known(
                    key,
                    List.of("router", "fallbacks"),
                    config.router().fallbacks().get(i),
                    backends,
                    "a backend");
        }
        for (int i = 0; i < config.router().rules().size(); i++) {
            RouterConfig.Rule rule = config.router().rules().get(i);
            String key = "router.rules[" + i + "].";
            known(key + "backend", List.of("router", "rules"), rule.backend(), backends, "a backend");
            known(key + "profile", List.of("router", "rules"), rule.profile(), profiles, "a profile with a prompt");
        }
        known(
                "budgets.softer.backend",
                List.of("budgets", "softer", "backend"),
                config.budgets().softer().backend(),
                backends,
                "a backend");
        if (!config.http().isLoopback() && config.http().apiToken() == null) {
            note(
                    "http.host",
                    List.of("http", "host"),
                    "is " + config.http().host()
                            + ", which other machines can reach: set RIVULET_API_TOKEN (http.apiToken), which callers then must"
                            + " send, or keep 127.0.0.1");
        }
    }

    private boolean isWritten(String key) {
        return !Node.isUnset(written.at(List.of(RivuletConfig.AGENTCORE, key)));
    }

    private void needsAgent(String key, String agent, String variable) {
        if (isWritten(key)) {
            note(
                    "agentcore." + key,
                    List.of(RivuletConfig.AGENTCORE, key),
                    "is set without the agent it belongs to: set agentcore." + agent + " (" + variable + ") too");
        }
    }

    private void known(String key, List<String> path, @Nullable String name, Set<String> names, String what) {
        if (RivuletConfig.AGENTCORE.equals(name) && !names.contains(name)) {
            note(
                    key,
                    path,
                    "names \"agentcore\", but no agent is set: set AGENTCORE_RUNTIME_ARN, or BEDROCK_AGENT_ID and"
                            + " BEDROCK_AGENT_ALIAS_ID");
        } else if (name != null && !names.contains(name)) {
            note(
                    key,
                    path,
                    "names \"" + name + "\", which isn't " + what
                            + Nearest.to(name, names)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse("; there are " + String.join(", ", new ArrayList<>(names))));
        }
    }

    private void note(String key, List<String> path, String why) {
        Node node = written.at(path);
        mistakes.add(new Mistake((node == null ? new Source.ByDefault() : node.source()).toString(), key, why));
    }
}
