package dev.rivulet.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A resource as the program registered it with the engine.
 *
 * @param type such as {@code aws:lambda/function:Function}
 * @param parent the URN of the component it belongs to
 * @param custom whether it is something in the cloud, and not a component
 * @param inputs what the program set; secrets are {@link Plain.Secret}
 * @param dependencies URNs of resources that must be there before
 * @param provider the URN and id of the provider that makes it; empty for the default one
 * @param retained whether it stays in the cloud when the stack goes, or keeps the stack from going
 * @param outputs what the cloud said
 */
record Registered(
        String urn,
        String type,
        String name,
        String parent,
        boolean custom,
        Map<String, Object> inputs,
        Set<String> dependencies,
        String provider,
        String version,
        List<String> ignoreChanges,
        boolean deleteBeforeReplace,
        boolean retained,
        Map<String, Object> outputs) {

    boolean is(String token) {
        return type.equals(token);
    }

    /** An input that may lie deeper, {@code settings.throttlingRateLimit}; secrets are opened. Null where there is none. */
    Object input(String path) {
        Object value = Plain.revealed(inputs);
        for (String step : path.split("\\.", -1)) {
            value = switch (value) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> list.get(Integer.parseInt(step));
                case null, default -> null;
            };
        }
        return value;
    }

    String text(String path) {
        Object value = input(path);
        return value instanceof Double number && number == Math.rint(number)
                ? String.valueOf(number.longValue())
                : String.valueOf(value);
    }

    int number(String path) {
        return ((Number) input(path)).intValue();
    }
}
