package dev.rivulet.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A graph as a Mermaid flowchart: a box for each component, an arrow from each resource to what it stands on. */
final class Picture {
    private Picture() {}

    static String of(Graph graph) {
        Map<String, Registered> byUrn = new LinkedHashMap<>();
        graph.custom().stream()
                .filter(resource -> !resource.type().startsWith("pulumi:"))
                .forEach(resource -> byUrn.put(resource.urn(), resource));
        Map<String, List<Registered>> boxes = new TreeMap<>();
        byUrn.values()
                .forEach(resource -> boxes.computeIfAbsent(box(graph, resource), _ -> new ArrayList<>())
                        .add(resource));
        StringBuilder text = new StringBuilder("flowchart LR\n");
        boxes.forEach((box, resources) -> {
            text.append("  subgraph ").append(box).append('\n');
            resources.forEach(resource -> text.append("    ")
                    .append(id(resource))
                    .append("[\"")
                    .append(resource.name())
                    .append("<br/>")
                    .append(resource.type().replaceAll(".*:", ""))
                    .append("\"]\n"));
            text.append("  end\n");
        });
        for (Registered resource : byUrn.values()) {
            direct(resource, byUrn).stream()
                    .map(urn -> "  " + id(resource) + " --> " + id(byUrn.get(urn)) + "\n")
                    .sorted()
                    .forEach(text::append);
        }
        return text.toString();
    }

    /** The outermost component, of which the stack's program speaks. */
    private static String box(Graph graph, Registered resource) {
        Registered outer = resource;
        for (Registered above : graph.resources()) {
            if (above.urn().equals(outer.parent()) && above.type().startsWith("rivulet:")) {
                return box(graph, above);
            }
        }
        return outer.type().replaceAll(".*:", "");
    }

    /** Without those that it has by way of another. */
    private static Set<String> direct(Registered resource, Map<String, Registered> byUrn) {
        Set<String> all = new HashSet<>(resource.dependencies());
        all.retainAll(byUrn.keySet());
        Set<String> direct = new HashSet<>(all);
        all.forEach(urn -> direct.removeAll(reachable(byUrn.get(urn), byUrn)));
        return direct;
    }

    private static Set<String> reachable(Registered from, Map<String, Registered> byUrn) {
        Set<String> found = new HashSet<>();
        for (String urn : from.dependencies()) {
            Registered next = byUrn.get(urn);
            if (next != null && found.add(urn)) {
                found.addAll(reachable(next, byUrn));
            }
        }
        return found;
    }

    private static String id(Registered resource) {
        return resource.type().replaceAll(".*:", "") + "_" + resource.name().replace('-', '_');
    }
}
