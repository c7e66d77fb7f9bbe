package dev.rivulet.app;

import io.vertx.core.Future;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a form runs: until SIGTERM or SIGINT tells it to stop, or something happens with which it can't go on.
 *
 * <p>A JVM that ends by a signal gives 143 or 130 whatever its shutdown hooks do, so the hook halts it with the code that tells how the
 * stop went: 0 when everything in flight came to an end.
 */
final class Lifetime {
    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    private Lifetime() {}

    /**
     * Blocks the calling thread, which must not be an event loop.
     *
     * @param fatal fails when the form can't go on; its failure's message is shown
     * @param stop stops everything in good order; called once
     * @param grace how long answers in flight may go on, to be told
     * @param limit how long the stop may take in all
     * @return the exit code, where no signal came first
     */
    static int untilStopped(
            PrintWriter out, Future<Void> fatal, Supplier<Future<Void>> stop, Duration grace, Duration limit) {
        Thread hook = Thread.ofPlatform().name("rivulet-shutdown").unstarted(() -> {
            out.println(
                    "Stopping: no new questions; answers in flight may go on for at most " + grace.toSeconds() + " s.");
            boolean clean = stopped(stop, limit);
            out.println(clean ? "Stopped." : "Stopped, though not everything came to its end in time.");
            out.flush();
            Runtime.getRuntime().halt(clean ? 0 : RivuletCommand.FAILED);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            fatal.await();
            return 0;
        } catch (RuntimeException e) {
            LOG.debug("Fatal", e);
            out.println(e.getMessage());
            stopped(stop, limit);
            Runtime.getRuntime().removeShutdownHook(hook);
            return RivuletCommand.FAILED;
        }
    }

    private static boolean stopped(Supplier<Future<Void>> stop, Duration limit) {
        try {
            stop.get().await(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | RuntimeException e) {
            LOG.warn("The shutdown did not come to its end", e);
            return false;
        }
    }
}
