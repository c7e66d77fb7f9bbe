package dev.rivulet.config;

import java.util.List;
import java.util.Map;

/**
 * A setting as it stands, for people.
 *
 * @param key its dotted path
 * @param value as written; {@code (secret)}, {@code (unset)}, or how many entries a list or group has
 * @param source where it was written
 */
public record Explained(String key, String value, Source source) {

    static List<Explained> of(Node.Mapping written) {
        return Setting.of(RivuletConfig.class).stream()
                .map(setting -> {
                    Node node = written.at(setting.path());
                    if (node == null || Node.isUnset(node)) {
                        String fallback = setting.fallback();
                        return new Explained(
                                setting.key(), fallback == null ? "(unset)" : fallback, new Source.ByDefault());
                    }
                    return new Explained(setting.key(), show(setting, node), node.source());
                })
                .toList();
    }

    private static String show(Setting setting, Node node) {
        if (setting.isSecret()) {
            return "(secret)";
        }
        return switch (node) {
            case Node.Scalar scalar -> scalar.text().replaceAll("//[^/@]*@", "//");
            case Node.Sequence(var _, List<Node> items) -> entries(items.size());
            case Node.Mapping(var _, Map<String, Node> entries) -> entries(entries.size());
        };
    }

    private static String entries(int count) {
        return count == 1 ? "(1 entry)" : "(" + count + " entries)";
    }
}
