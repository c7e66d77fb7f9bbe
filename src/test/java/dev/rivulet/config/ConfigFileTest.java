package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code config/rivulet.yaml} is the documentation of the settings. */
class ConfigFileTest {
    private static final Path FILE = Path.of("config/rivulet.yaml");

    @Test
    void showsEverySettingWithItsDefaultAndNoOther() throws IOException {
        List<Mistake> mistakes = new ArrayList<>();
        String uncommented = Files.readString(FILE).replaceAll("(?m)^( *)#(?=[^ \\n])", "$1");
        Node root = new YamlReader(line -> new Source.InFile(FILE, line), mistakes).read(uncommented);

        assertThat(mistakes).isEmpty();
        assertThat(root).isInstanceOf(Node.Mapping.class);
        Node.Mapping written = (Node.Mapping) root;
        assertThat(keys("", written))
                .containsExactlyElementsOf(Setting.of(RivuletConfig.class).stream()
                        .map(Setting::key)
                        .toList());
        for (Setting setting : Setting.of(RivuletConfig.class)) {
            Node node = written.at(setting.path());
            String shown =
                    node instanceof Node.Scalar scalar ? scalar.text() : node instanceof Node.Sequence ? "[]" : "{}";
            assertThat(shown).as(setting.key()).isEqualTo(setting.fallback() == null ? "" : setting.fallback());
        }
    }

    private static List<String> keys(String above, Node.Mapping group) {
        return group.entries().entrySet().stream()
                .flatMap(entry -> entry.getValue() instanceof Node.Mapping below
                                && !below.entries().isEmpty()
                        ? keys(above + entry.getKey() + ".", below).stream()
                        : Stream.of(above + entry.getKey()))
                .toList();
    }

    @Test
    void explainsEverySettingInTheCommentAboveIt() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).matches(" *#[^ ].*")) {
                assertThat(lines.get(i - 1))
                        .as("the line above " + lines.get(i))
                        .matches(" *# .+");
            }
        }
    }

    @Test
    void tellsWhatRulesAndBackendsAreMadeOf() throws IOException {
        String text = Files.readString(FILE);
        for (Class<?> group : List.of(RouterConfig.Rule.class, AnswersConfig.Rule.class, BackendConfig.class)) {
            for (RecordComponent component : group.getRecordComponents()) {
                assertThat(text).contains(component.getName());
            }
        }
    }

    @Test
    void changesNothingAsItStands() {
        Path here = Path.of("").toAbsolutePath();
        LoadedConfig loaded = new ConfigLoader(Map.of(), here, here).load(FILE, Map.of());

        assertThat(loaded.config()).isEqualTo(RivuletConfig.defaults());
        assertThat(loaded.file()).isEqualTo(here.resolve(FILE));
    }

    @Test
    void givesEverySettingADefaultOrLeavesItUnset() {
        for (Class<?> group : List.of(
                RivuletConfig.class,
                AgentCoreConfig.class,
                BackendConfig.class,
                DiscordConfig.class,
                HttpConfig.class,
                LogConfig.class,
                OllamaConfig.class,
                RouterConfig.class,
                SimulatorConfig.class)) {
            for (RecordComponent component : group.getRecordComponents()) {
                assertThat(component.isAnnotationPresent(Default.class)
                                || Setting.isNullable(component)
                                || Setting.isGroup(component.getType()))
                        .as(group.getSimpleName() + "." + component.getName())
                        .isTrue();
            }
        }
    }
}
