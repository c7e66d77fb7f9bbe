package dev.rivulet.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables over the file: {@code RIVULET_} and the setting's path, and names that people already know. A blank
 * variable counts as unset.
 */
final class Environment {
    /** Not settings: the file, the launcher's JVM options, and where the launcher finds a JDK. */
    private static final Set<String> NOT_SETTINGS = Set.of("RIVULET_CONFIG", "RIVULET_JAVA_OPTS", "RIVULET_JAVA_HOME");

    private static final String OLLAMA_HOST = "OLLAMA_HOST";

    /** Names from elsewhere, weakest first; {@code RIVULET_} names are stronger still. */
    private static final Map<String, List<String>> FAMILIAR = familiar();

    private final Map<String, String> variables;
    private final List<Mistake> mistakes;

    Environment(Map<String, String> variables, List<Mistake> mistakes) {
        this.variables = variables;
        this.mistakes = mistakes;
    }

    private static Map<String, List<String>> familiar() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put(OLLAMA_HOST, List.of("ollama", "url"));
        names.put("OLLAMA_URL", List.of("ollama", "url"));
        names.put("OLLAMA_MODEL", List.of("ollama", "model"));
        names.put("AGENTCORE_RUNTIME_ARN", List.of("agentcore", "runtimeArn"));
        names.put("BEDROCK_AGENT_ID", List.of("agentcore", "agentId"));
        names.put("BEDROCK_AGENT_ALIAS_ID", List.of("agentcore", "agentAliasId"));
        names.put("AWS_REGION", List.of("agentcore", "region"));
        names.put("DISCORD_TOKEN", List.of("discord", "token"));
        names.put("DISCORD_API_URL", List.of("discord", "apiUrl"));
        names.put("RIVULET_API_TOKEN", List.of("http", "apiToken"));
        return names;
    }

    Node.Mapping over(Node.Mapping file) {
        Node.Mapping result = file;
        for (Map.Entry<String, List<String>> name : FAMILIAR.entrySet()) {
            String value = variables.getOrDefault(name.getKey(), "");
            if (!value.isBlank()) {
                result = result.with(name.getValue(), scalar(name.getKey(), value));
            }
        }
        for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith("RIVULET_")
                    && !NOT_SETTINGS.contains(name)
                    && !FAMILIAR.containsKey(name)
                    && !variable.getValue().isBlank()) {
                Optional<List<String>> path = path(RivuletConfig.class, name.substring(8), result);
                if (path.isPresent()) {
                    result = result.with(path.get(), scalar(name, variable.getValue()));
                } else {
                    mistakes.add(new Mistake(
                            "environment",
                            name,
                            "is no setting"
                                    + Nearest.to(name, names())
                                            .map(near -> "; did you mean " + near + "?")
                                            .orElse("; ./rivulet --help tells where all are listed")));
                }
            }
        }
        return result;
    }

    /** Whether a value says where Rivulet's Ollama is: {@code OLLAMA_HOST} may stand there for the server's sake alone. */
    static boolean meantForUs(Source source) {
        return !(source instanceof Source.InEnvironment(var name) && name.equals(OLLAMA_HOST));
    }

    private Node scalar(String name, String value) {
        Source source = new Source.InEnvironment(name);
        return new Node.Scalar(source, name.equals(OLLAMA_HOST) ? OllamaHost.url(value) : value);
    }

    private static Collection<String> names() {
        return Stream.of(
                        Setting.of(RivuletConfig.class).stream().map(Setting::variable),
                        FAMILIAR.keySet().stream(),
                        NOT_SETTINGS.stream())
                .flatMap(names -> names)
                .toList();
    }

    /** Which setting of a group a name means; separators within it don't matter. */
    private static Optional<List<String>> path(Class<?> group, String name, Node.@Nullable Mapping written) {
        for (Setting setting : Setting.of(group)) {
            String own = setting.variable().substring(8);
            if (Nearest.plain(own).equals(Nearest.plain(name))) {
                return Optional.of(setting.path());
            }
            if (setting.mapped() instanceof Class<?> element && name.startsWith(own + "_")) {
                Node map = written == null ? null : written.at(setting.path());
                Optional<List<String>> below =
                        entry(element, name.substring(own.length() + 1), map instanceof Node.Mapping at ? at : null);
                if (below.isPresent()) {
                    return below.map(rest -> Stream.concat(setting.path().stream(), rest.stream())
                            .toList());
                }
            }
        }
        return Optional.empty();
    }

    /** An entry of a map: a name, and below it the path of a setting where entries are groups. */
    private static Optional<List<String>> entry(Class<?> element, String name, Node.@Nullable Mapping written) {
        if (!Setting.isGroup(element)) {
            return Optional.of(List.of(name.toLowerCase(Locale.ROOT)));
        }
        for (int end = name.indexOf('_'); end > 0; end = name.indexOf('_', end + 1)) {
            String key = existing(name.substring(0, end), written);
            Node below = written == null ? null : written.entries().get(key);
            Optional<List<String>> rest =
                    path(element, name.substring(end + 1), below instanceof Node.Mapping mapping ? mapping : null);
            if (rest.isPresent()) {
                List<String> path = new ArrayList<>(List.of(key));
                path.addAll(rest.get());
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** The entry's name as the file spells it; a new one in lower case with dashes. */
    private static String existing(String name, Node.@Nullable Mapping written) {
        return (written == null ? Stream.<String>of() : written.entries().keySet().stream())
                .filter(key -> Nearest.plain(key).equals(Nearest.plain(name)))
                .findFirst()
                .orElse(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
