package dev.rivulet.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which agent on AWS is asked. */
public sealed interface AgentTarget {
    /** Where the agent is; null where that is left to the environment that the AWS SDK looks at. */
    @Nullable String region();

    /** What the agent is called, for people. */
    String agentName();

    /** What permission to ask it is given for. */
    String resource();

    /**
     * An agent on Bedrock AgentCore Runtime, asked with {@code InvokeAgentRuntime}.
     *
     * @param qualifier the endpoint to ask; null asks {@code DEFAULT}
     */
    record AgentRuntime(String arn, @Nullable String qualifier, String region) implements AgentTarget {
        /** https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_InvokeAgentRuntime.html */
        static final Pattern ARN = Pattern.compile(
                "arn:aws[a-z-]*:bedrock-agentcore:(?<region>[a-z0-9-]+):\\d{12}:runtime/(?<id>[A-Za-z][A-Za-z0-9_-]{0,110})");

        private static final Pattern MADE_UP_END = Pattern.compile("-[A-Za-z0-9]{10}$");

        @Override
        public String agentName() {
            return MADE_UP_END.matcher(arn.substring(arn.indexOf('/') + 1)).replaceFirst("");
        }

        @Override
        public String resource() {
            return arn;
        }

        static String region(String arn) {
            Matcher matcher = ARN.matcher(arn);
            return matcher.matches() ? matcher.group("region") : "";
        }
    }

    /** An agent of Bedrock Agents, asked with {@code InvokeAgent}. */
    record Agent(
            String agentId, String agentAliasId, @Nullable String region) implements AgentTarget {
        @Override
        public String agentName() {
            return agentId;
        }

        @Override
        public String resource() {
            return "arn:aws:bedrock:" + (region == null ? "*" : region) + ":*:agent-alias/" + agentId + "/"
                    + agentAliasId;
        }
    }
}
