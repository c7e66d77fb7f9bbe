package dev.rivulet.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.pulumi.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is set for the stack.
 *
 * @param stack the stack's name
 * @param lookup finds a setting by its full name, such as {@code aws:region}
 * @param names of all that is set; empty where the engine doesn't tell
 * @param secrets which of them are kept encrypted
 */
record StackConfig(String stack, Function<String, Optional<String>> lookup, Set<String> names, Set<String> secrets) {
    StackConfig {
        names = Set.copyOf(names);
        secrets = Set.copyOf(secrets);
    }

    static StackConfig of(Context context) {
        return of(
                context.stackName(),
                name -> {
                    int colon = name.indexOf(':');
                    return context.config(name.substring(0, colon)).get(name.substring(colon + 1));
                },
                System.getenv("PULUMI_CONFIG"),
                System.getenv("PULUMI_CONFIG_SECRET_KEYS"));
    }

    /**
     * Pulumi's SDK looks up names and doesn't list them: the lists are in two variables with which the engine starts a program.
     *
     * @param config a JSON object; null where the engine doesn't tell
     * @param secretKeys a JSON array of names; null where the engine doesn't tell, and then nothing counts as set in plain text
     */
    static StackConfig of(
            String stack,
            Function<String, Optional<String>> lookup,
            @Nullable String config,
            @Nullable String secretKeys) {
        Set<String> names = names(config);
        return new StackConfig(stack, lookup, names, secretKeys == null ? names : names(secretKeys));
    }

    static StackConfig of(String stack, Map<String, String> values, Set<String> secrets) {
        return new StackConfig(stack, name -> Optional.ofNullable(values.get(name)), values.keySet(), secrets);
    }

    /** Of a JSON object's entries, or in an array. */
    private static Set<String> names(@Nullable String json) {
        Set<String> names = new TreeSet<>();
        if (json != null) {
            JsonElement written = new Gson().fromJson(json, JsonElement.class);
            if (written instanceof JsonObject object) {
                names.addAll(object.keySet());
            } else if (written != null && written.isJsonArray()) {
                written.getAsJsonArray().forEach(name -> names.add(name.getAsString()));
            }
        }
        return names;
    }

    boolean isInPlainText(String name) {
        return names.contains(name) && !secrets.contains(name);
    }
}
