package dev.rivulet.router;

import dev.rivulet.chat.Failure;
import dev.rivulet.store.StopMarks;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a stop to whoever answers the same question in another process, where the end of the connection doesn't. Whoever is left by its
 * asker leaves a mark; whoever answers looks for one. Belongs to the router's context.
 */
final class Stops {
    private static final Logger LOG = LoggerFactory.getLogger(Stops.class);

    private final StopMarks marks;

    Stops(StopMarks marks) {
        this.marks = marks;
    }

    /** The asker of this question has left while a backend answered. */
    void left(String requestId) {
        marks.stop(requestId).onFailure(cause -> cannot(requestId, cause));
    }

    /** Looks from now on after all answers that are being written. */
    void watch(Vertx vertx, Duration every, Supplier<Collection<Answering>> answers) {
        vertx.timer(every.toMillis(), TimeUnit.MILLISECONDS)
                .compose(_ -> look(List.copyOf(answers.get())))
                .onComplete(_ -> watch(vertx, every, answers));
    }

    private Future<?> look(List<Answering> answers) {
        return Future.join(answers.stream().map(this::look).toList());
    }

    private Future<Boolean> look(Answering answering) {
        return marks.isStopped(answering.requestId())
                .onSuccess(stopped -> {
                    if (stopped) {
                        answering.interrupt(new Failure.Cancelled(
                                "Stopped, since nobody waits for this answer any more.", "a mark in the store"));
                    }
                })
                .onFailure(cause -> cannot(answering.requestId(), cause));
    }

    private static void cannot(String requestId, Throwable cause) {
        LOG.atDebug()
                .addKeyValue(LogKeys.REQUEST_ID, requestId)
                .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                .log("A stop can't be passed on");
    }
}
