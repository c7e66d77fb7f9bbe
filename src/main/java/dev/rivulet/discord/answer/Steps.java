package dev.rivulet.discord.answer;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.render.RateLimit;
import dev.rivulet.telemetry.Meters;
import dev.rivulet.telemetry.Trace;
import dev.rivulet.telemetry.Trace.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts and traces what this room does. */
public final class Steps {
    private final MeterRegistry meters;
    private final Trace trace;
    private final Counter questions;
    private final Counter edits;
    private final Counter coalesced;

    public Steps(MeterRegistry meters, Trace trace) {
        this.meters = meters;
        this.trace = trace;
        this.questions = meters.counter(Meters.QUESTIONS, "source", "discord");
        this.edits = meters.counter(Meters.EDITS);
        this.coalesced = meters.counter(Meters.COALESCED);
        // https://discord.com/developers/docs/topics/rate-limits#header-format: all that X-RateLimit-Scope may say.
        List.of("user", "shared", "global").forEach(scope -> meters.counter(Meters.RATE_LIMITED, "scope", scope));
    }

    /** May be called from any thread. */
    public void limited(String scope) {
        meters.counter(Meters.RATE_LIMITED, "scope", scope).increment();
    }

    void asked(Answering answering) {
        questions.increment();
        trace.step(answering.requestId(), Stage.ASKED, new JsonObject().put("channelId", answering.channelId()));
    }

    void wrote(Answering answering, Write write, String messageId, int merged, @Nullable RateLimit rateLimit) {
        String requestId = answering.requestId();
        boolean placeholder = write instanceof Write.Create create && create.index() == 0;
        if (placeholder) {
            trace.step(requestId, Stage.PLACEHOLDER);
            return;
        }
        edits.increment();
        coalesced.increment(merged);
        JsonObject details = new JsonObject()
                .put("channelId", answering.channelId())
                .put("messageId", messageId)
                .put("characters", write.page().content().length())
                .put("coalesced", merged);
        if (rateLimit != null) {
            details.put("remaining", rateLimit.remaining())
                    .put("limit", rateLimit.limit())
                    .put("resetAfterMs", rateLimit.resetAfter().toMillis());
        }
        trace.step(requestId, Stage.EDIT, details);
        if (write.page().sealed()) {
            trace.step(requestId, Stage.SEALED);
        }
    }

    void done(Answering answering) {
        trace.step(
                answering.requestId(),
                Stage.DONE,
                new JsonObject().put("messages", answering.messageIds().size()));
    }
}
