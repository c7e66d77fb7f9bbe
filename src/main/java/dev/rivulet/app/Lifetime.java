package dev.rivulet.app;

import io.vertx.core.Future;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a process runs: until SIGTERM or SIGINT tells it to stop, from the first moment of its start on, or something happens with
 * which it can't go on. The second signal ends the grace, the third the process.
 *
 * <p>A JVM that ends by a signal gives 143 or 130 whatever its shutdown hooks do, so the hook halts it with the code that tells how the
 * stop went: 0 when everything in flight came to an end.
 */
final class Lifetime {
    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    /** For what is in flight when the process can't go on: whoever started it shall soon know. */
    private static final Duration AFTER_FATAL = Duration.ofSeconds(2);

    /**
     * How to stop.
     *
     * @param words what to say when it begins
     * @param stop stops everything in good order; called once
     * @param hurry lets the stop wait for nothing more
     * @param limit how long the stop may take in all
     */
    record Ending(String words, Supplier<Future<Void>> stop, Runnable hurry, Duration limit) {}

    private final PrintWriter out;
    private final Thread hook = Thread.ofPlatform().name("rivulet-shutdown").unstarted(this::halt);
    private final AtomicInteger furtherSignals = new AtomicInteger();
    private volatile Ending ending;

    private Lifetime(PrintWriter out, Ending ending) {
        this.out = out;
        this.ending = ending;
    }

    /** From now on, a signal ends the process in this way. */
    static Lifetime begin(PrintWriter out, Ending ending) {
        Lifetime lifetime = new Lifetime(out, ending);
        Runtime.getRuntime().addShutdownHook(lifetime.hook);
        return lifetime;
    }

    /** From now on, it ends in that way. */
    void endsBy(Ending other) {
        ending = other;
    }

    /**
     * Blocks the calling thread, which must not be an event loop.
     *
     * @param fatal fails when the process can't go on; its failure's message is shown, and what is in flight is ended at once
     * @return the exit code, where no signal came first
     */
    int untilStopped(Future<Void> fatal) {
        try {
            fatal.await();
            end();
            return 0;
        } catch (Exception e) {
            // Waiting throws what the future failed with, checked or not.
            end();
            LOG.debug("Fatal", e);
            out.println(e.getMessage());
            Ending now = ending;
            Future<Void> stopping = now.stop().get();
            now.hurry().run();
            endedWithin(AFTER_FATAL, stopping);
            return RivuletCommand.FAILED;
        }
    }

    /** Signals end the process at once from now on. Does not return where one has come before: its hook ends the process. */
    void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stoppingAlready) {
            try {
                hook.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void halt() {
        Ending now = ending;
        Signals.hear(() -> {
            if (furtherSignals.incrementAndGet() == 1) {
                out.println("Stopping at once.");
                now.hurry().run();
            } else {
                Runtime.getRuntime().halt(RivuletCommand.FAILED);
            }
        });
        out.println(now.words());
        out.flush();
        boolean clean = endedWithin(now.limit(), now.stop().get());
        out.println(clean ? "Stopped." : "Stopped, though not everything came to its end in time.");
        out.flush();
        Runtime.getRuntime().halt(clean ? 0 : RivuletCommand.FAILED);
    }

    private static boolean endedWithin(Duration limit, Future<Void> stopping) {
        try {
            stopping.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (Exception e) {
            LOG.warn("The shutdown did not come to its end", e);
            return false;
        }
    }
}
