package dev.rivulet.standin;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Hears what the function answers to one invocation; called on the context of the Runtime API. */
public interface Answer {
    /**
     * The function took the invocation.
     *
     * @param flow stops and goes on reading what the function writes
     */
    default void taken(Flow flow) {}

    /** More of the response, as it came: a streamed one begins with its prelude and eight NULs. */
    void bytes(Buffer bytes);

    /**
     * The last call.
     *
     * @param error why the response is not whole, from the trailers or from Lambda itself; null where it is
     */
    void ended(@Nullable FunctionError error);

    /** The way back to the function. */
    interface Flow {
        void pause();

        void resume();

        /** Closes the function's connection: its writes fail from now on. */
        void abort();
    }
}
