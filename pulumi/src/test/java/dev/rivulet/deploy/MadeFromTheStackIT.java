package dev.rivulet.deploy;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What stands in the repository and is made from the stack. */
class MadeFromTheStackIT {

    @Test
    void readmeShowsTheGraph() {
        Graph graph = Variant.AGENTCORE_RUNTIME.graph();

        Golden.holds(Path.of("README.md"), "```mermaid\n", "```", Picture.of(graph));
    }

    /** Rivulet's own tests hold the program to it: each environment is read by its configuration loader. */
    @Test
    void whatTheStackExpectsOfTheProgramIsWrittenDown() {
        Map<String, Map<String, Map<String, String>>> environments = new TreeMap<>();
        for (Variant variant : Variant.values()) {
            Graph graph = variant.graph();
            environments.put(
                    variant.name(),
                    new TreeMap<>(
                            Map.of("lambda", new TreeMap<>(graph.functionEnvironment()), "listen", listener(graph))));
        }

        Map<String, Object> expected = new TreeMap<>(
                Map.of("environments", environments, "heartbeat", Watching.HEARTBEAT, "alive", ListenerTask.ALIVE));
        Golden.holds(
                Path.of("expected.json"),
                new GsonBuilder()
                                .setPrettyPrinting()
                                .disableHtmlEscaping()
                                .create()
                                .toJson(expected) + "\n");
    }

    private static Map<String, String> listener(Graph graph) {
        Map<String, String> environment = new TreeMap<>();
        for (Object variable : (List<?>) graph.listenerContainer().get("environment")) {
            Map<?, ?> pair = (Map<?, ?>) variable;
            environment.put((String) pair.get("name"), (String) pair.get("value"));
        }
        for (Object variable : (List<?>) graph.listenerContainer().get("secrets")) {
            environment.put((String) ((Map<?, ?>) variable).get("name"), Variant.TOKEN);
        }
        return environment;
    }
}
