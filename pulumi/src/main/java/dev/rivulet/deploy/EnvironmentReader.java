package dev.rivulet.deploy;

import java.util.Map;

/** Reads Rivulet's own settings that are passed through to a container; those of the stack, and secrets, have a place of their own. */
final class EnvironmentReader {
    /** Variables whose values follow from other settings, or from what the stack makes. */
    private static final String ITS_OWN =
            "RIVULET_(LAMBDA_RESPONSE|STORE_(KIND|TABLE|REGION)|CHAT_(URL|AUTH)|BACKEND|DATA_DIR|LOG_HEARTBEAT)"
                    + "|(RIVULET_)?OLLAMA_URL|.*_(RUNTIME_ARN|AGENT_ID|AGENT_ALIAS_ID|QUALIFIER)";

    private EnvironmentReader() {}

    /** Mistakes are noted. */
    static Map<String, String> read(Values values, String name) {
        Map<String, String> environment = values.texts(name);
        environment.keySet().forEach(variable -> {
            if (!variable.matches("(RIVULET|OLLAMA|DISCORD)_[A-Z0-9_]+")) {
                values.wrong(name + "." + variable, "must be one of Rivulet's variables, such as RIVULET_LOG_LEVEL");
            } else if (variable.matches(".*(TOKEN|KEY)")) {
                values.wrong(name + "." + variable, "is a secret, and this is no place for one");
            } else if (variable.equals("RIVULET_ROUTER_WHOLE")) {
                values.wrong(name + "." + variable, "is the setting answerDeadline here");
            } else if (variable.matches(ITS_OWN)) {
                values.wrong(name + "." + variable, "is set by the stack itself");
            }
        });
        return environment;
    }
}
