package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.Usage;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvocationInput;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.OrchestrationTrace;
import software.amazon.awssdk.services.bedrockagentruntime.model.PayloadPart;
import software.amazon.awssdk.services.bedrockagentruntime.model.ResponseStream;
import software.amazon.awssdk.services.bedrockagentruntime.model.ReturnControlPayload;
import software.amazon.awssdk.services.bedrockagentruntime.model.TracePart;

/** Asks an agent of Bedrock Agents, and makes events of its event stream. Nothing in that stream says that it is whole. */
final class AgentCall implements Call {
    private final Supplier<BedrockAgentRuntimeAsyncClient> client;
    private final InvokeAgentRequest request;
    private final Listener listener;
    private final AgentFailures failures;
    private final Ignored ignored;
    private final Supplier<Duration> elapsed;
    private final Saying saying;
    private final Utf8 utf8 = new Utf8();
    private final ContextSubscriber<ResponseStream> inflow;
    private boolean over;

    /** @param elapsed since the question */
    AgentCall(
            Supplier<BedrockAgentRuntimeAsyncClient> client,
            InvokeAgentRequest request,
            Context context,
            Listener listener,
            AgentFailures failures,
            Ignored ignored,
            Supplier<Duration> elapsed) {
        this.client = client;
        this.request = request;
        this.listener = listener;
        this.failures = failures;
        this.ignored = ignored;
        this.elapsed = elapsed;
        this.saying = new Saying(listener::heard);
        this.inflow = new ContextSubscriber<>(context, this::take, this::finish);
    }

    @Override
    public CompletableFuture<?> invoke() {
        return client.get()
                .invokeAgent(
                        request,
                        InvokeAgentResponseHandler.builder()
                                .onEventStream(publisher -> publisher.subscribe(inflow))
                                .build());
    }

    private void take(ResponseStream event) {
        listener.alive();
        switch (event) {
            case PayloadPart chunk -> chunk(chunk);
            case TracePart trace -> trace(trace);
            case ReturnControlPayload _ -> end(new Failed(failures.handsBack()));
            default -> ignored.unknown();
        }
    }

    private void chunk(PayloadPart chunk) {
        if (chunk.bytes() != null) {
            saying.text(utf8.feed(Buffer.buffer(chunk.bytes().asByteArrayUnsafe())));
        }
        if (chunk.attribution() != null) {
            saying.sources(Citations.of(chunk.attribution()));
        }
    }

    private void trace(TracePart part) {
        OrchestrationTrace trace = part.trace() == null ? null : part.trace().orchestrationTrace();
        if (trace == null) {
            return;
        }
        if (trace.rationale() != null && trace.rationale().text() != null) {
            saying.reasoning(trace.rationale().text());
        }
        InvocationInput input = trace.invocationInput();
        if (input != null) {
            saying.tool(tool(input), input.traceId());
        }
    }

    private static String tool(InvocationInput input) {
        if (input.actionGroupInvocationInput() != null) {
            String function = input.actionGroupInvocationInput().function();
            String group = input.actionGroupInvocationInput().actionGroupName();
            return function != null ? function : group != null ? group : "";
        }
        if (input.knowledgeBaseLookupInput() != null) {
            return "knowledge base";
        }
        if (input.codeInterpreterInvocationInput() != null) {
            return "code interpreter";
        }
        return input.agentCollaboratorInvocationInput() == null
                ? ""
                : String.valueOf(input.agentCollaboratorInvocationInput().agentCollaboratorName());
    }

    private void finish(@Nullable Throwable cause) {
        if (over) {
            return;
        }
        if (cause == null) {
            end(end());
        } else {
            over = true;
            inflow.cancel();
            listener.failed(cause);
        }
    }

    private void end(ChatEvent.Terminal end) {
        over = true;
        listener.ended(end);
        inflow.cancel();
    }

    @Override
    public boolean hasEnded() {
        return false;
    }

    @Override
    public ChatEvent.Terminal end() {
        saying.text(utf8.end());
        return saying.spoke()
                ? new Completed(Finish.STOP, Usage.UNKNOWN, elapsed.get())
                : new Failed(failures.nothingSaid(false));
    }

    @Override
    public void pause() {
        inflow.pause();
    }

    @Override
    public void resume() {
        inflow.resume();
    }

    @Override
    public void cancel() {
        over = true;
        inflow.cancel();
    }
}
