package dev.rivulet.deploy;

import com.pulumi.core.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent that the router may call. */
sealed interface Agent {

    /** The one action that calls it. */
    String action();

    /** On what exactly the action is allowed. */
    List<Output<String>> resources(Site site);

    /** Its settings as Rivulet names them in environment variables, below the group {@code agentcore} of a named backend. */
    Map<String, String> named();

    /** Its settings under the names for the backend that is called {@code agentcore}. */
    Map<String, String> only();

    /**
     * An agent on Bedrock AgentCore Runtime.
     *
     * @param arn of the runtime, without an endpoint
     * @param qualifier the endpoint's name; absent, AgentCore takes its own {@code DEFAULT}
     */
    record OnRuntime(String arn, Optional<String> qualifier) implements Agent {
        @Override
        public String action() {
            return "bedrock-agentcore:InvokeAgentRuntime";
        }

        /** AgentCore asks for the right to call both the runtime and its endpoint. */
        @Override
        public List<Output<String>> resources(Site site) {
            return List.of(Output.of(arn), Output.of(arn + "/runtime-endpoint/" + qualifier.orElse("DEFAULT")));
        }

        @Override
        public Map<String, String> named() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("RUNTIME_ARN", arn);
            qualifier.ifPresent(name -> settings.put("QUALIFIER", name));
            return settings;
        }

        @Override
        public Map<String, String> only() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("AGENTCORE_RUNTIME_ARN", arn);
            qualifier.ifPresent(name -> settings.put("RIVULET_AGENTCORE_QUALIFIER", name));
            return settings;
        }
    }

    /** A Bedrock Agent in this account and region, by its id and that of one of its aliases. */
    record OfBedrock(String agentId, String aliasId) implements Agent {
        @Override
        public String action() {
            return "bedrock:InvokeAgent";
        }

        @Override
        public List<Output<String>> resources(Site site) {
            return List.of(site.arn("bedrock", "agent-alias/" + agentId + "/" + aliasId));
        }

        @Override
        public Map<String, String> named() {
            return Map.of("AGENT_ID", agentId, "AGENT_ALIAS_ID", aliasId);
        }

        @Override
        public Map<String, String> only() {
            return Map.of("BEDROCK_AGENT_ID", agentId, "BEDROCK_AGENT_ALIAS_ID", aliasId);
        }
    }
}
