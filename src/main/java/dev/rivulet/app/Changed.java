package dev.rivulet.app;

import dev.rivulet.config.BackendConfig;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.config.RouterConfig;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a configuration has that the one before hadn't, by the names of settings. Pure.
 *
 * @param applied what changes while the program runs
 * @param waiting what needs a restart
 */
record Changed(List<String> applied, List<String> waiting) {
    /** Of the root; of {@code router} all but the limits, of {@code backends} the Ollama servers that were there. */
    private static final Set<String> LIVE = Set.of("backend", "ollama", "access", "budgets", "log");

    /** What is in flight is counted against these. */
    private static final Set<String> LIMITS = Set.of("maxInFlight", "maxPerConversation", "maxPerUser", "maxQueued");

    Changed {
        applied = List.copyOf(applied);
        waiting = List.copyOf(waiting);
    }

    boolean isNothing() {
        return applied.isEmpty() && waiting.isEmpty();
    }

    static Changed between(LoadedConfig before, LoadedConfig after) {
        List<String> applied = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        for (RecordComponent setting : RivuletConfig.class.getRecordComponents()) {
            String name = setting.getName();
            if (!name.equals("router")
                    && !name.equals("backends")
                    && differ(setting, before.config(), after.config())) {
                (LIVE.contains(name) ? applied : waiting).add(name);
            }
        }
        for (String name : changedBackends(before.config(), after.config())) {
            boolean ollama = isOllama(before.config(), name) && isOllama(after.config(), name);
            (ollama ? applied : waiting).add("backends." + name);
        }
        for (RecordComponent setting : RouterConfig.class.getRecordComponents()) {
            if (differ(setting, before.config().router(), after.config().router())) {
                (LIMITS.contains(setting.getName()) ? waiting : applied).add("router." + setting.getName());
            }
        }
        if (!before.prompts().equals(after.prompts())) {
            applied.add("prompts");
        }
        return new Changed(applied, waiting);
    }

    private static Set<String> changedBackends(RivuletConfig before, RivuletConfig after) {
        Set<String> names = new TreeSet<>(before.backends().keySet());
        names.addAll(after.backends().keySet());
        names.removeIf(name ->
                Objects.equals(before.backends().get(name), after.backends().get(name)));
        return names;
    }

    private static boolean isOllama(RivuletConfig config, String name) {
        BackendConfig backend = config.backends().get(name);
        return backend != null && backend.ollama() != null;
    }

    private static boolean differ(RecordComponent component, Record before, Record after) {
        try {
            return !Objects.equals(
                    component.getAccessor().invoke(before),
                    component.getAccessor().invoke(after));
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("cannot read " + component, broken);
        }
    }
}
