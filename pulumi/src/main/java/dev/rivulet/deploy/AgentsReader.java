package dev.rivulet.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which agents there are: one by settings of its own, or several by name under {@code agents}. */
final class AgentsReader {
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:bedrock-agentcore:(?<region>[a-z0-9-]+):\\d{12}:runtime/[A-Za-z0-9_-]+");
    private static final String ID = "[0-9a-zA-Z]{10}";
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,31}";
    private static final List<String> FIELDS = List.of("runtimeArn", "qualifier", "agentId", "aliasId");
    private static final List<String> TAKEN = List.of(Settings.OLLAMA, "handbook", "remote");

    private final Values values;
    private final String region;

    AgentsReader(Values values, String region) {
        this.values = values;
        this.region = region;
    }

    /** Mistakes are noted. */
    SequencedMap<String, Agent> read() {
        SequencedMap<String, Agent> agents = new LinkedHashMap<>();
        agent("agentRuntimeArn", "agentQualifier", "agentId", "agentAliasId", values::text)
                .ifPresent(agent -> agents.put(Settings.AGENTCORE, agent));
        values.object("agents").forEach((name, written) -> {
            String key = "agents." + name;
            if (!name.matches(NAME) || TAKEN.contains(name)) {
                values.wrong(key, "must have a name of a-z, 0-9 and -, at most 32 characters, and none of " + TAKEN);
            } else if (agents.containsKey(name)) {
                values.wrong(key, "is the agent of agentRuntimeArn or agentId already: give it another name");
            } else if (written instanceof JsonObject object) {
                named(key, object.asMap()).ifPresent(agent -> agents.put(name, agent));
            } else {
                values.wrong(key, "must say which agent it is: " + String.join(", ", FIELDS));
            }
        });
        return agents;
    }

    private Optional<Agent> named(String key, Map<String, JsonElement> fields) {
        fields.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field ->
                        values.wrong(key + "." + field, "is no setting; there are " + String.join(", ", FIELDS)));
        Optional<Agent> agent = agent(
                key + ".runtimeArn",
                key + ".qualifier",
                key + ".agentId",
                key + ".aliasId",
                name -> fields.get(name.substring(key.length() + 1)) instanceof JsonPrimitive value
                        ? Optional.of(value.getAsString())
                        : Optional.empty());
        if (agent.isEmpty() && FIELDS.stream().noneMatch(fields::containsKey)) {
            values.wrong(key, "must say which agent it is: runtimeArn, or agentId and aliasId");
        }
        return agent;
    }

    /** How a setting is looked up by its name. */
    private interface Lookup {
        Optional<String> get(String name);
    }

    private Optional<Agent> agent(String arn, String qualifier, String id, String alias, Lookup lookup) {
        Optional<String> runtime = lookup.get(arn);
        Optional<String> endpoint = lookup.get(qualifier);
        Optional<String> agentId = lookup.get(id);
        Optional<String> aliasId = lookup.get(alias);
        if (runtime.isPresent() && (agentId.isPresent() || aliasId.isPresent())) {
            values.wrong(arn, "and " + id + " are two agents: set one, or give both names under agents");
            return Optional.empty();
        }
        if (agentId.isPresent() != aliasId.isPresent()) {
            values.wrong(agentId.isPresent() ? alias : id, "is missing: a Bedrock Agent is called by both ids");
            return Optional.empty();
        }
        if (runtime.isPresent()) {
            checkArn(arn, runtime.get());
            check(qualifier, endpoint.orElse("DEFAULT"), "[A-Za-z][A-Za-z0-9_]{0,47}", "an endpoint's name");
            return Optional.of(new Agent.OnRuntime(runtime.get(), endpoint));
        }
        if (endpoint.isPresent()) {
            values.wrong(qualifier, "is of use only with " + arn);
        }
        if (agentId.isEmpty() || aliasId.isEmpty()) {
            return Optional.empty();
        }
        check(id, agentId.get(), ID, "a Bedrock Agent's id of ten letters and digits");
        check(alias, aliasId.get(), ID, "an alias's id of ten letters and digits");
        return Optional.of(new Agent.OfBedrock(agentId.get(), aliasId.get()));
    }

    private void check(String name, String value, String pattern, String what) {
        if (!value.matches(pattern)) {
            values.wrong(name, "must be " + what + ", not \"" + value + "\"");
        }
    }

    /** Rivulet refuses a region that contradicts the ARN: one client serves all agents. */
    private void checkArn(String name, String arn) {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            values.wrong(name, "must be an AgentCore Runtime's ARN without an endpoint, not \"" + arn + "\"");
        } else if (!region.isEmpty() && !parts.group("region").equals(region)) {
            values.wrong(
                    name,
                    "lies in " + parts.group("region") + ", and the stack in " + region + ": they must be the same");
        }
    }
}
