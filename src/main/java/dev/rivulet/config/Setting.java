package dev.rivulet.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One setting: a component of a configuration record that isn't itself a group of settings.
 *
 * @param path from the root, a component's name each
 * @param fallback the default as written in YAML, or null where there is none
 */
record Setting(List<String> path, Type type, @Nullable String fallback) {

    /** The settings of a configuration record, in the order in which they are declared. */
    static List<Setting> of(Class<?> group) {
        return of(group, List.of()).toList();
    }

    private static Stream<Setting> of(Class<?> group, List<String> above) {
        return Stream.of(group.getRecordComponents()).flatMap(component -> {
            List<String> path = new ArrayList<>(above);
            path.add(component.getName());
            Default fallback = component.getAnnotation(Default.class);
            return isGroup(component.getType())
                    ? of(component.getType(), path)
                    : Stream.of(new Setting(
                            List.copyOf(path), component.getGenericType(), fallback == null ? null : fallback.value()));
        });
    }

    /** Whether a type is a record of settings; a {@link Secret} is a value. */
    static boolean isGroup(Class<?> type) {
        return type.isRecord() && type != Secret.class;
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    String key() {
        return String.join(".", path);
    }

    /** Its environment variable: {@code router.maxInFlight} is {@code RIVULET_ROUTER_MAX_IN_FLIGHT}. */
    String variable() {
        return "RIVULET_"
                + key().replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT);
    }

    boolean isSecret() {
        return type == Secret.class;
    }

    /** What the values of a map setting are, or null for other settings. */
    @Nullable Type mapped() {
        return type instanceof ParameterizedType generic && generic.getRawType() == Map.class
                ? generic.getActualTypeArguments()[1]
                : null;
    }
}
