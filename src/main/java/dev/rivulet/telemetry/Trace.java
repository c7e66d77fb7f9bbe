package dev.rivulet.telemetry;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/**
 * The way of each question through the verticles, published on the event bus as it happens for whoever wants to draw it.
 *
 * <p>Costs one check a step when nobody asked for it. Steps carry times and counts, never text.
 */
public final class Trace {
    /** Where steps are published, each as {@code {requestId, stage, atMs, …details}} with {@code atMs} in epoch milliseconds. */
    public static final String ADDRESS = "rivulet.trace";

    private final Vertx vertx;
    private final boolean enabled;

    private Trace(Vertx vertx, boolean enabled) {
        this.vertx = vertx;
        this.enabled = enabled;
    }

    public static Trace enabled(Vertx vertx) {
        return new Trace(vertx, true);
    }

    public static Trace disabled(Vertx vertx) {
        return new Trace(vertx, false);
    }

    /** A step without details; {@code stage} is one of {@link Stage}. */
    public void step(String requestId, Stage stage) {
        step(requestId, stage, new JsonObject());
    }

    /** @param details counts, durations and names, flat; never text that somebody wrote. Taken over: don't change it afterwards. */
    public void step(String requestId, Stage stage, JsonObject details) {
        if (enabled) {
            vertx.eventBus()
                    .publish(
                            ADDRESS,
                            details.put("requestId", requestId)
                                    .put("stage", stage.name().toLowerCase(java.util.Locale.ROOT))
                                    .put("atMs", System.currentTimeMillis()));
        }
    }

    /** The steps, in the order in which they usually happen. */
    public enum Stage {
        /** Discord: addressed to us; details {@code channelId}. */
        ASKED,
        /** Discord: the placeholder stands. */
        PLACEHOLDER,
        /** Router: queued; details {@code place}. */
        QUEUED,
        /** Router: a backend was asked; details {@code backend}. */
        ROUTED,
        /** Router: the backend accepted. */
        ACCEPTED,
        /** Router: the backend's first event. */
        FIRST_EVENT,
        /** Router: the first text. */
        FIRST_TEXT,
        /** Remote backend: the question left for the far router; details {@code bytes}. */
        SENT,
        /** Remote backend: the far router's response began; details {@code status}. */
        PRELUDE,
        /** Remote backend: the first text came across. */
        FIRST_DELTA,
        /** Router: another backend takes over; details {@code backend}, {@code kind}. */
        FAILOVER,
        /** Discord: a message was written; details {@code channelId, messageId, characters, coalesced, remaining, limit, resetAfterMs}. */
        EDIT,
        /** Discord: a page was sealed and the answer goes on in another message. */
        SEALED,
        /** Router: the stream ended; details {@code outcome, elapsedMs, deltas}. */
        ENDED,
        /** Discord: the final text is visible; details {@code messages}. */
        DONE
    }
}
