package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.ChatEvent;
import java.util.concurrent.CompletableFuture;

/** One invocation of an agent. Belongs to a context, but for {@link #invoke}. */
interface Call {
    /** What an invocation tells, on the context. After an end, or after it was cancelled, it tells nothing more. */
    interface Listener {
        /** Never a terminal event. */
        void heard(ChatEvent event);

        /** Something came, of which there may be nothing to tell. */
        void alive();

        /** The answer's end, as the agent itself tells it. */
        void ended(ChatEvent.Terminal end);

        /** It failed. */
        void failed(Throwable cause);
    }

    /**
     * Sends the request. Blocks while the SDK looks for credentials, so it runs on a worker thread.
     *
     * @return completes, on any thread, when the SDK has done with it; cancelling it before that aborts the request
     */
    CompletableFuture<?> invoke();

    /** Whether the agent has said that its answer is whole, though the stream goes on. */
    boolean hasEnded();

    /** Tells the end although the stream goes on. */
    ChatEvent.Terminal end();

    void pause();

    void resume();

    /** Closes the connection. */
    void cancel();
}
