package dev.rivulet.bus;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Failure;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/**
 * The writing end of an answer. Used on the context that serves the address, and nowhere else.
 *
 * <p>The first {@link ChatEvent.Terminal} ends the answer: what is written after it, or after the asker is gone, fails and changes
 * nothing. Back-pressure is that of any {@link WriteStream}: while {@link #writeQueueFull()}, stop reading the source and go on in the
 * drain handler. What is written all the same waits here; more than {@value #MAX_PENDING} waiting events fail the answer.
 */
public interface AnswerWriter extends WriteStream<ChatEvent> {
    /** How many events a writer may hold that its asker has no room for: one read of a source, generously. */
    int MAX_PENDING = 16_384;

    /**
     * Called once, on the writer's context, when the asker cancelled or vanished before the end: stop the source now. The failure is the
     * asker's reason, {@link Failure.Cancelled} unless it had one of its own.
     */
    AnswerWriter cancelHandler(@Nullable Handler<Failure> handler);

    /** Whether the last event was written or the asker is gone. */
    boolean isOver();

    /** Ends the answer as failed. */
    default Future<Void> fail(Failure failure) {
        return write(new ChatEvent.Failed(failure));
    }

    /** Ends the answer; one that has no terminal event yet ends as {@link Failure.Truncated}, since nothing said that it is whole. */
    @Override
    Future<Void> end();

    @Override
    AnswerWriter exceptionHandler(@Nullable Handler<Throwable> handler);

    @Override
    AnswerWriter setWriteQueueMaxSize(int maxSize);

    @Override
    AnswerWriter drainHandler(@Nullable Handler<Void> handler);
}
