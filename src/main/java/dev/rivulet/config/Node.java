package dev.rivulet.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of configuration as it was written, not yet a value of any type; prints without what was written, which may be secret. */
sealed interface Node {
    Source source();

    /**
     * @param text as written; blank means unset
     * @param plain the same as YAML reads it: a string, number or boolean
     */
    record Scalar(Source source, String text, Object plain) implements Node {
        Scalar(Source source, String text) {
            this(source, text, text);
        }

        @Override
        public String toString() {
            return "scalar at " + source;
        }
    }

    record Sequence(Source source, List<Node> items) implements Node {}

    /** Entries keep their order. */
    record Mapping(Source source, Map<String, Node> entries) implements Node {

        /** What stands at a path, or null. */
        @Nullable Node at(List<String> path) {
            Node node = entries.get(path.getFirst());
            List<String> rest = path.subList(1, path.size());
            if (rest.isEmpty() || node == null) {
                return node;
            }
            return node instanceof Mapping mapping ? mapping.at(rest) : null;
        }

        /** The same with a value put at a path, in place of what stood there or in the way. */
        Mapping with(List<String> path, Node value) {
            Map<String, Node> changed = new LinkedHashMap<>(entries);
            String key = path.getFirst();
            List<String> rest = path.subList(1, path.size());
            if (rest.isEmpty()) {
                changed.put(key, value);
            } else {
                Mapping below =
                        changed.get(key) instanceof Mapping mapping ? mapping : new Mapping(value.source(), Map.of());
                changed.put(key, below.with(rest, value));
            }
            return new Mapping(source, changed);
        }
    }

    /** Whether it counts as not written at all. */
    static boolean isUnset(@Nullable Node node) {
        return node == null || (node instanceof Scalar scalar && scalar.text().isBlank());
    }
}
