package dev.rivulet.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One agent on AWS and how to ask it: either {@code runtimeArn} or {@code agentId} with {@code agentAliasId}. With neither there is none.
 *
 * @param runtimeArn an agent on Bedrock AgentCore Runtime
 * @param qualifier its endpoint; unset asks {@code DEFAULT}
 * @param agentId an agent of Bedrock Agents
 * @param agentAliasId its alias
 * @param region where the agent is; unset takes the ARN's, else what the AWS SDK finds
 * @param endpoint another address for the service, without a slash at the end, such as a VPC endpoint's; unset leaves it to the AWS SDK
 * @param payload the JSON that an agent on AgentCore Runtime is asked with; texts in it may hold {@code {prompt}}, {@code {messages}},
 *     {@code {system}}, {@code {user}}, {@code {userName}} and {@code {conversation}}; empty stands for {@code {"prompt": "{prompt}"}}
 * @param pointer a JSON pointer to the text in what an agent on AgentCore Runtime sends; unset knows the usual shapes
 * @param history how much of the conversation is sent
 * @param connectTimeout how long a connection may take
 * @param firstEvent how long the agent may think before anything of its answer comes
 * @param idle how long it may pause in its answer
 * @param whole how long an answer may take in all
 */
public record AgentCoreConfig(
        @Nullable String runtimeArn,
        @Nullable String qualifier,
        @Nullable String agentId,
        @Nullable String agentAliasId,
        @Nullable String region,
        @Nullable URI endpoint,
        @Default("{}") Map<String, Object> payload,
        @Nullable String pointer,
        @Default("auto") HistoryMode history,
        @Default("5s") Duration connectTimeout,
        @Default("5m") Duration firstEvent,
        @Default("2m") Duration idle,
        @Default("15m") Duration whole) {

    /** https://www.rfc-editor.org/rfc/rfc6901 */
    private static final Pattern POINTER = Pattern.compile("/(?:[^~]|~[01])*+");

    /** An id of Bedrock Agents or of an alias there. */
    private static final String ID = "[0-9a-zA-Z]{1,10}";

    public AgentCoreConfig {
        payload = payload.isEmpty() ? Map.of("prompt", "{prompt}") : Map.copyOf(payload);
        if (runtimeArn != null && agentId != null) {
            throw new IllegalArgumentException(
                    "runtimeArn is set beside agentId, but one backend asks one agent: unset one of them,"
                            + " or give it a backend of its own under backends");
        }
        checkRuntime(runtimeArn, region);
        checkAgent(agentId, agentAliasId);
        if (endpoint != null) {
            Check.httpUrl("endpoint", endpoint);
        }
        if (!hasPlace(payload)) {
            throw new IllegalArgumentException(
                    "payload must have a place for the question: \"{prompt}\" or \"{messages}\" in one of its texts");
        }
        if (pointer != null && !POINTER.matcher(pointer).matches()) {
            throw new IllegalArgumentException(
                    "pointer must be a JSON pointer such as /output/text, with ~0 for each ~ in a name and ~1 for each /");
        }
        Check.positive("connectTimeout", connectTimeout);
        Check.positive("firstEvent", firstEvent);
        Check.positive("idle", idle);
        Check.positive("whole", whole);
    }

    private static void checkRuntime(@Nullable String runtimeArn, @Nullable String region) {
        if (runtimeArn == null) {
            return;
        }
        int endpoint = runtimeArn.indexOf("/runtime-endpoint/");
        if (endpoint > 0) {
            throw new IllegalArgumentException(
                    "runtimeArn must be the agent's own ARN: end it before \"/runtime-endpoint\", and set"
                            + " qualifier to \"" + runtimeArn.substring(endpoint + "/runtime-endpoint/".length())
                            + "\"");
        }
        if (!AgentTarget.AgentRuntime.ARN.matcher(runtimeArn).matches()) {
            throw new IllegalArgumentException("runtimeArn must be like"
                    + " arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/my_agent-a1B2c3D4e5, not \""
                    + runtimeArn + "\"");
        }
        String regionOfArn = AgentTarget.AgentRuntime.region(runtimeArn);
        if (region != null && !region.equals(regionOfArn)) {
            throw new IllegalArgumentException("region is " + region + ", but the agent of runtimeArn is in "
                    + regionOfArn + ": unset it, or set it to " + regionOfArn
                    + " (RIVULET_AGENTCORE_REGION is stronger than AWS_REGION)");
        }
    }

    private static void checkAgent(@Nullable String agentId, @Nullable String agentAliasId) {
        if (agentId == null) {
            return;
        }
        if (!agentId.matches(ID)) {
            throw new IllegalArgumentException("agentId must have 1 to 10 letters and digits, not \"" + agentId + "\"");
        }
        if (agentAliasId == null) {
            throw new IllegalArgumentException("agentId is set without an alias to ask the agent by: set agentAliasId"
                    + " (BEDROCK_AGENT_ALIAS_ID; TSTALIASID is the working draft)");
        }
        if (!agentAliasId.matches(ID)) {
            throw new IllegalArgumentException(
                    "agentAliasId must have 1 to 10 letters and digits, not \"" + agentAliasId + "\"");
        }
    }

    private static boolean hasPlace(Object template) {
        return switch (template) {
            case String text -> text.contains("{prompt}") || text.contains("{messages}");
            case Map<?, ?> map -> map.values().stream().filter(Objects::nonNull).anyMatch(AgentCoreConfig::hasPlace);
            case Iterable<?> list -> {
                for (Object each : list) {
                    if (each != null && hasPlace(each)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> false;
        };
    }

    /** Whether it names an agent. */
    public boolean isConfigured() {
        return runtimeArn != null || agentId != null;
    }

    /**
     * The agent to ask.
     *
     * @throws IllegalStateException if none is named
     */
    public AgentTarget target() {
        String arn = runtimeArn;
        if (arn != null) {
            return new AgentTarget.AgentRuntime(arn, qualifier, AgentTarget.AgentRuntime.region(arn));
        }
        String id = agentId;
        String alias = agentAliasId;
        if (id == null || alias == null) {
            throw new IllegalStateException("no agent is named");
        }
        return new AgentTarget.Agent(id, alias, region);
    }
}
