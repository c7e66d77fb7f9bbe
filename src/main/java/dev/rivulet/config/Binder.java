package dev.rivulet.config;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes configuration records of nodes.
 *
 * <p>It doesn't stop at a mistake: what can't be used is noted, its default stands in, and binding goes on, so that one look finds
 * all. What comes out is only to be used when nothing was noted.
 */
final class Binder {
    private final Path home;
    private final Path workingDirectory;
    private final List<Mistake> mistakes;

    /**
     * @param home what relative paths in the file, and defaults, are relative to
     * @param workingDirectory what relative paths in the environment and on the command line are relative to
     */
    Binder(Path home, Path workingDirectory, List<Mistake> mistakes) {
        this.home = home;
        this.workingDirectory = workingDirectory;
        this.mistakes = mistakes;
    }

    /** The record, or null where not even defaults make one. */
    <T> @Nullable T bind(Class<T> group, String key, Node.Mapping node) {
        RecordComponent[] components = group.getRecordComponents();
        List<String> known = Stream.of(components).map(RecordComponent::getName).toList();
        node.entries().forEach((name, value) -> {
            if (!known.contains(name)) {
                note(value.source(), key(key, name), "is no setting" + suggest(name, key, known));
            }
        });
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], key, node);
        }
        return construct(group, key, node, components, values);
    }

    /** Asks the record for its opinion until it has no more: each refusal names a component, whose default then takes its place. */
    private <T> @Nullable T construct(
            Class<T> group, String key, Node.Mapping node, RecordComponent[] components, @Nullable Object[] values) {
        for (int attempt = 0; attempt <= components.length; attempt++) {
            try {
                return canonical(group, components).newInstance(values);
            } catch (InvocationTargetException refused) {
                if (!(refused.getCause() instanceof IllegalArgumentException why) || why.getMessage() == null) {
                    throw new IllegalStateException("cannot make " + group, refused);
                }
                String message = why.getMessage();
                int culprit = -1;
                for (int i = 0; i < components.length; i++) {
                    if (message.startsWith(components[i].getName() + " ")) {
                        culprit = i;
                    }
                }
                if (culprit < 0) {
                    note(node.source(), key, message);
                    return null;
                }
                String name = components[culprit].getName();
                Node written = node.entries().get(name);
                note(
                        written == null ? node.source() : written.source(),
                        key(key, name),
                        message.substring(name.length() + 1));
                values[culprit] = fallback(components[culprit], key(key, name));
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException("cannot make " + group, broken);
            }
        }
        return null;
    }

    private static <T> Constructor<T> canonical(Class<T> group, RecordComponent[] components)
            throws NoSuchMethodException {
        return group.getDeclaredConstructor(
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    }

    private @Nullable Object component(RecordComponent component, String above, Node.Mapping node) {
        String key = key(above, component.getName());
        Node written = node.entries().get(component.getName());
        if (written == null || Node.isUnset(written)) {
            return fallback(component, key);
        }
        Object value = value(component.getGenericType(), key, written);
        return value == null ? fallback(component, key) : value;
    }

    private @Nullable Object fallback(RecordComponent component, String key) {
        Default fallback = component.getAnnotation(Default.class);
        Source source = new Source.ByDefault();
        if (fallback != null) {
            return value(component.getGenericType(), key, new Node.Scalar(source, fallback.value()));
        }
        return Setting.isGroup(component.getType()) && !Setting.isNullable(component)
                ? bind(component.getType(), key, new Node.Mapping(source, Map.of()))
                : null;
    }

    /** The value, or null where it can't be used, which is noted. */
    private @Nullable Object value(Type type, String key, Node node) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == List.class ? list(element, key, node) : map(element, key, node);
        }
        Class<?> plain = (Class<?>) type;
        if (Setting.isGroup(plain)) {
            return opened(node) instanceof Node.Mapping mapping
                    ? bind(plain, key, mapping)
                    : note(node.source(), key, "must be a group of settings, not a single value or a list");
        }
        if (plain == Object.class) {
            return anything(node);
        }
        if (!(node instanceof Node.Scalar scalar)) {
            return note(node.source(), key, "must be a single value, not a list or a group");
        }
        try {
            boolean typed =
                    node.source() instanceof Source.InEnvironment || node.source() instanceof Source.OnCommandLine;
            return Scalars.parse(plain, scalar.text(), typed ? workingDirectory : home);
        } catch (IllegalArgumentException wrong) {
            return note(node.source(), key, wrong.getMessage());
        }
    }

    private @Nullable Object list(Type element, String key, Node node) {
        Node opened = opened(node);
        if (opened instanceof Node.Scalar scalar) {
            opened = new Node.Sequence(
                    scalar.source(),
                    Stream.of(scalar.text().split(","))
                            .map(item -> (Node) new Node.Scalar(scalar.source(), item.trim()))
                            .toList());
        }
        if (!(opened instanceof Node.Sequence sequence)) {
            return note(node.source(), key, "must be a list");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            Object value = Node.isUnset(item) ? null : value(element, key + "[" + i + "]", item);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private @Nullable Object map(Type element, String key, Node node) {
        if (!(opened(node) instanceof Node.Mapping mapping)) {
            return note(node.source(), key, "must be a group of names with their values");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.entries().forEach((name, written) -> {
            // JSON that is passed on may have empty texts, at its top as further in.
            boolean unset = element != Object.class && Node.isUnset(written);
            Object value = unset ? null : value(element, key(key, name), written);
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    /** Lists and groups fit on one line as {@code [a, b]} and {@code {a: b}}: so they are written in variables and defaults. */
    private Node opened(Node node) {
        return node instanceof Node.Scalar scalar
                        && (scalar.text().stripLeading().startsWith("[")
                                || scalar.text().stripLeading().startsWith("{"))
                ? new YamlReader(_ -> scalar.source(), mistakes).read(scalar.text())
                : node;
    }

    private Object anything(Node node) {
        return switch (node) {
            case Node.Scalar scalar ->
                scalar.source() instanceof Source.InEnvironment ? guessed(scalar) : scalar.plain();
            case Node.Sequence sequence ->
                sequence.items().stream().map(this::anything).toList();
            case Node.Mapping mapping -> {
                Map<String, Object> values = new LinkedHashMap<>();
                mapping.entries().forEach((name, value) -> values.put(name, anything(value)));
                yield values;
            }
        };
    }

    /** A variable is text; what type it means is read as in the file. */
    private Object guessed(Node.Scalar scalar) {
        return new YamlReader(_ -> new Source.ByDefault(), mistakes).read(scalar.text())
                        instanceof Node.Scalar(var _, var _, var plain)
                ? plain
                : scalar.plain();
    }

    private static String suggest(String name, String group, List<String> known) {
        Optional<String> near = Nearest.to(name, known).map(found -> key(group, found));
        if (near.isEmpty()) {
            // Perhaps the right word at the wrong place.
            near = Setting.of(RivuletConfig.class).stream()
                    .filter(setting ->
                            Nearest.distance(Nearest.plain(setting.path().getLast()), Nearest.plain(name)) <= 1)
                    .map(Setting::key)
                    .findFirst();
        }
        return near.map(found -> "; did you mean " + found + "?")
                .orElseGet(() ->
                        known.stream().map(found -> key(group, found)).collect(joining(", ", "; there are ", "")));
    }

    private static String key(String group, String name) {
        return group.isEmpty() ? name : group + "." + name;
    }

    private @Nullable Object note(Source source, String key, @Nullable String why) {
        mistakes.add(new Mistake(source.toString(), key, why == null ? "can't be used" : why));
        return null;
    }
}
