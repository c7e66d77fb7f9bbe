package dev.rivulet.deploy;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything a program registered, in the order of its URNs, since the order in which it comes varies.
 *
 * @param outputs of the stack
 * @param invoked the functions of the provider that were called
 */
record Graph(List<Registered> resources, Map<String, Object> outputs, Set<String> invoked) {

    Stream<Registered> all(String type) {
        return resources.stream().filter(resource -> resource.is(type));
    }

    Registered only(String type) {
        List<Registered> found = all(type).toList();
        if (found.size() != 1) {
            throw new AssertionError("there are " + found.size() + " of " + type + ": " + types());
        }
        return found.getFirst();
    }

    Registered named(String type, String name) {
        return all(type)
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<Registered> custom() {
        return resources.stream().filter(Registered::custom).toList();
    }

    List<String> types() {
        return resources.stream()
                .map(resource -> resource.type() + " " + resource.name())
                .toList();
    }

    /** URNs that anything depends on. */
    Set<String> neededByOthers() {
        Set<String> needed = new HashSet<>();
        resources.forEach(resource -> needed.addAll(resource.dependencies()));
        return needed;
    }

    /** Each statement of each policy that is attached to a role or a resource. */
    List<Statement> statements() {
        return statements("policy");
    }

    /** Each statement of who may take on a role. */
    List<Statement> trusts() {
        return statements("assumeRolePolicy");
    }

    private List<Statement> statements(String input) {
        List<Statement> statements = new ArrayList<>();
        for (Registered resource : custom()) {
            if (resource.input(input) instanceof String policy && policy.contains("Statement")) {
                for (Object statement : (List<?>) json(policy).get("Statement")) {
                    statements.add(new Statement(resource, (Map<?, ?>) statement));
                }
            }
        }
        return statements;
    }

    record Statement(Registered owner, Map<?, ?> content) {
        List<String> actions() {
            return listed(content.get("Action"));
        }

        List<String> targets() {
            return listed(content.get("Resource"));
        }

        List<String> principals() {
            return content.get("Principal") instanceof Map<?, ?> kinds
                    ? kinds.values().stream()
                            .flatMap(names -> listed(names).stream())
                            .toList()
                    : listed(content.get("Principal"));
        }

        private static List<String> listed(Object value) {
            return switch (value) {
                case null -> List.of();
                case List<?> list -> list.stream().map(String::valueOf).toList();
                default -> List.of(String.valueOf(value));
            };
        }
    }

    Registered function() {
        return only("aws:lambda/function:Function");
    }

    @SuppressWarnings("unchecked")
    Map<String, String> functionEnvironment() {
        return (Map<String, String>) function().input("environment.variables");
    }

    Map<?, ?> listenerContainer() {
        return (Map<?, ?>) list(only("aws:ecs/taskDefinition:TaskDefinition").text("containerDefinitions"))
                .getFirst();
    }

    Map<?, ?> apiDocument() {
        return json(only("aws:apigateway/restApi:RestApi").text("body"));
    }

    static Map<?, ?> json(String text) {
        return new Gson().fromJson(text, new TypeToken<Map<String, Object>>() {}.getType());
    }

    static List<?> list(String text) {
        return new Gson().fromJson(text, new TypeToken<List<Object>>() {}.getType());
    }
}
