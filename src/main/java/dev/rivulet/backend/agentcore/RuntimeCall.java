package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.ChatEvent;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreAsyncClient;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeRequest;
import software.amazon.awssdk.services.bedrockagentcore.model.InvokeAgentRuntimeResponse;

/** Asks an agent on AgentCore Runtime, and hands its body on as it comes. */
final class RuntimeCall implements Call, AsyncResponseTransformer<InvokeAgentRuntimeResponse, Void> {
    private final Supplier<BedrockAgentCoreAsyncClient> client;
    private final InvokeAgentRuntimeRequest request;
    private final Context context;
    private final Listener listener;
    private final AgentBody body;
    private final Supplier<Duration> elapsed;
    private final ContextSubscriber<ByteBuffer> inflow;
    private final CompletableFuture<Void> streaming = new CompletableFuture<>();
    private boolean over;

    /** @param elapsed since the question */
    RuntimeCall(
            Supplier<BedrockAgentCoreAsyncClient> client,
            InvokeAgentRuntimeRequest request,
            Context context,
            Listener listener,
            AgentBody body,
            Supplier<Duration> elapsed) {
        this.client = client;
        this.request = request;
        this.context = context;
        this.listener = listener;
        this.body = body;
        this.elapsed = elapsed;
        this.inflow = new ContextSubscriber<>(context, this::take, this::finish);
    }

    @Override
    public CompletableFuture<?> invoke() {
        return client.get().invokeAgentRuntime(request, this);
    }

    @Override
    public CompletableFuture<Void> prepare() {
        return streaming;
    }

    @Override
    public void onResponse(InvokeAgentRuntimeResponse response) {
        context.runOnContext(_ -> body.begin(response.contentType()));
    }

    @Override
    public void onStream(SdkPublisher<ByteBuffer> publisher) {
        publisher.subscribe(inflow);
        streaming.complete(null);
    }

    @Override
    public void exceptionOccurred(Throwable cause) {
        streaming.completeExceptionally(cause);
    }

    private void take(ByteBuffer bytes) {
        listener.alive();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        try {
            body.feed(Buffer.buffer(copy));
        } catch (RuntimeException cause) {
            fail(cause);
        }
    }

    private void finish(@Nullable Throwable cause) {
        if (cause != null) {
            fail(cause);
            return;
        }
        try {
            ChatEvent.Terminal end = body.end(elapsed.get());
            if (!over) {
                over = true;
                listener.ended(end);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        if (!over) {
            over = true;
            inflow.cancel();
            listener.failed(cause);
        }
    }

    @Override
    public boolean hasEnded() {
        return body.hasEnded();
    }

    @Override
    public ChatEvent.Terminal end() {
        return body.end(elapsed.get());
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
