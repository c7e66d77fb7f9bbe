package dev.rivulet.deploy;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The function's environment variables: Rivulet's settings as {@code docs/configuration.md} names them. */
final class RouterEnvironment {
    private RouterEnvironment() {}

    static Map<String, String> of(Site site, String sessionKey, String tableName) {
        Settings settings = site.settings();
        Map<String, String> environment = new LinkedHashMap<>(settings.router().environment());
        // Goes with the route's transfer mode: see ApiDocument.
        environment.put("RIVULET_LAMBDA_RESPONSE", "stream");
        environment.put("RIVULET_SESSION_KEY", sessionKey);
        environment.put("RIVULET_BACKEND", settings.backend());
        environment.put("RIVULET_ROUTER_WHOLE", settings.router().answerDeadline() + "s");
        // All that a function may write to; it is empty again in every new environment.
        environment.put("RIVULET_DATA_DIR", "/tmp/rivulet");
        environment.putAll(SharedStore.environment(site, tableName));
        settings.ollamaUrl().ifPresent(url -> environment.put("OLLAMA_URL", url));
        settings.agents().forEach((name, agent) -> {
            if (name.equals(Settings.AGENTCORE)) {
                environment.putAll(agent.only());
            } else {
                String prefix =
                        "RIVULET_BACKENDS_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_AGENTCORE_";
                agent.named().forEach((setting, value) -> environment.put(prefix + setting, value));
            }
        });
        return environment;
    }
}
