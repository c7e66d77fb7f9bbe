package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.config.AgentCoreConfig;
import dev.rivulet.config.AgentTarget;
import io.vertx.core.Context;
import io.vertx.core.json.pointer.JsonPointer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;

/** The agent that a backend asks: makes the call for each question. */
final class Agent {
    private final String backend;
    private final AgentCoreConfig config;
    private final AgentTarget target;
    private final AwsClients clients;
    private final AgentFailures failures;
    private final Ignored ignored;
    private final InstantSource clock;
    private final @Nullable JsonPointer pointer;

    Agent(String backend, AgentCoreConfig config, AwsClients clients, Ignored ignored, InstantSource clock) {
        this.backend = backend;
        this.config = config;
        this.target = config.target();
        this.clients = clients;
        this.failures = new AgentFailures(target);
        this.ignored = ignored;
        this.clock = clock;
        this.pointer = config.pointer() == null ? null : JsonPointer.from(config.pointer());
    }

    String backend() {
        return backend;
    }

    String name() {
        return target.agentName();
    }

    AgentCoreConfig config() {
        return config;
    }

    AgentFailures failures() {
        return failures;
    }

    /** @param elapsed since the question */
    Call call(
            ChatRequest question, String session, Context context, Call.Listener listener, Supplier<Duration> elapsed) {
        Instant now = clock.instant();
        List<ChatMessage> turns = Turns.toSend(question.messages(), config.history(), backend, now);
        return switch (target) {
            case AgentTarget.AgentRuntime(String arn, String qualifier, String _) ->
                new RuntimeCall(
                        clients::runtime,
                        InvokeAgentRuntimeRequest.builder()
                                .agentRuntimeArn(arn)
                                .qualifier(qualifier)
                                .runtimeSessionId(session)
                                .contentType("application/json")
                                .accept("text/event-stream, application/json")
                                .payload(SdkBytes.fromByteArrayUnsafe(Payload.of(config.payload(), question, turns)
                                        .toBuffer()
                                        .getBytes()))
                                .build(),
                        context,
                        listener,
                        new AgentBody(failures, ignored, pointer, listener::heard),
                        elapsed);
            case AgentTarget.Agent(String agentId, String alias, String _) ->
                new AgentCall(
                        clients::agents,
                        InvokeAgentRequest.builder()
                                .agentId(agentId)
                                .agentAliasId(alias)
                                .sessionId(session)
                                .inputText(Turns.asText(turns))
                                // Traces tell of tools and thoughts while the agent is silent.
                                .enableTrace(true)
                                .streamingConfigurations(each -> each.streamFinalResponse(true))
                                .build(),
                        context,
                        listener,
                        failures,
                        ignored,
                        elapsed);
        };
    }
}
