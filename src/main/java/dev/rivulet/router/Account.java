package dev.rivulet.router;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Terminal;
import dev.rivulet.chat.Failure;
import dev.rivulet.telemetry.LogKeys;
import dev.rivulet.telemetry.Trace;
import dev.rivulet.telemetry.Trace.Stage;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What the world is told about one answer: trace steps, meters and one log line at its end; times count from its acceptance. */
final class Account {
    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    private final String requestId;
    private final RouterMeters meters;
    private final Trace trace;
    private final long acceptedNanos = System.nanoTime();
    private @Nullable String model;
    private long deltas;

    Account(String requestId, RouterMeters meters, Trace trace) {
        this.requestId = requestId;
        this.meters = meters;
        this.trace = trace;
    }

    void queued(int place) {
        step(Stage.QUEUED, new JsonObject().put("place", place));
    }

    void routed(String backend) {
        step(Stage.ROUTED, new JsonObject().put("backend", backend));
    }

    void accepted() {
        step(Stage.ACCEPTED, new JsonObject());
    }

    void firstEvent() {
        step(Stage.FIRST_EVENT, new JsonObject());
    }

    void started(String model) {
        this.model = model;
    }

    void text(String backend) {
        meters.deltas(backend).increment();
        if (deltas++ == 0) {
            meters.firstText(backend, elapsed());
            step(Stage.FIRST_TEXT, new JsonObject());
        }
    }

    void failover(String backend, Failure failure, String next) {
        about(LOG.atWarn(), backend, failure).log("Another backend takes over");
        step(Stage.FAILOVER, new JsonObject().put("backend", next).put("kind", failure.kind()));
    }

    void ended(String backend, Terminal end) {
        Duration elapsed = elapsed();
        meters.ended(backend, end, elapsed);
        step(
                Stage.ENDED,
                new JsonObject()
                        .put("outcome", RouterMeters.outcome(end))
                        .put("elapsedMs", elapsed.toMillis())
                        .put("deltas", deltas));
        switch (end) {
            case ChatEvent.Completed _ -> about(LOG.atInfo(), backend, null).log("Answered");
            case ChatEvent.Failed(Failure.Cancelled stop) ->
                about(LOG.atInfo(), backend, stop).log("Stopped");
            case ChatEvent.Failed(Failure failure) ->
                about(LOG.atWarn(), backend, failure).log("Not answered");
        }
    }

    private LoggingEventBuilder about(LoggingEventBuilder start, String backend, @Nullable Failure failure) {
        LoggingEventBuilder line = start.addKeyValue(LogKeys.REQUEST_ID, requestId)
                .addKeyValue(LogKeys.BACKEND, backend)
                .addKeyValue(LogKeys.ELAPSED_MS, elapsed().toMillis());
        if (model != null) {
            line = line.addKeyValue(LogKeys.MODEL, model);
        }
        return failure == null
                ? line
                : line.addKeyValue(LogKeys.KIND, failure.kind()).addKeyValue(LogKeys.DETAIL, failure.detail());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - acceptedNanos);
    }

    private void step(Stage stage, JsonObject details) {
        trace.step(requestId, stage, details);
    }
}
