package dev.rivulet.discord.message;

import dev.rivulet.discord.answer.Interrupted;
import dev.rivulet.discord.answer.Retries;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordException;
import dev.rivulet.discord.history.Memory;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes up for the time when nobody told us anything, or no process was there. All on one context. */
public final class Absence {
    private static final Logger LOG = LoggerFactory.getLogger(Absence.class);

    /** A question that was missed for longer isn't answered any more: whoever asked it has gone on. */
    private static final Duration STALE = Duration.ofMinutes(15);

    private static final int CATCH_UP_AT_ONCE = 100;

    private final Vertx vertx;
    private final DiscordApi api;
    private final Memory memory;
    private final Interrupted interrupted;
    private final Listener listener;

    public Absence(Vertx vertx, DiscordApi api, Memory memory, Interrupted interrupted, Listener listener) {
        this.vertx = vertx;
        this.api = api;
        this.memory = memory;
        this.interrupted = interrupted;
        this.listener = listener;
    }

    /** Reads what was said in the channels we talk in while nobody told us. */
    public void catchUp() {
        memory.channels()
                .forEach((channelId, readTo) -> persistently(
                                () -> api.messages(channelId, "after", readTo.messageId(), CATCH_UP_AT_ONCE))
                        .onSuccess(messages -> {
                            Instant fresh = Instant.now().minus(STALE);
                            messages.reversed().stream()
                                    .filter(each -> each.at().isAfter(fresh))
                                    .forEach(each -> listener.said(each.in(readTo.guildId())));
                        })
                        .onFailure(cause -> LOG.atInfo()
                                .addKeyValue(LogKeys.CHANNEL_ID, channelId)
                                .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                                .log("What was missed in a channel can't be read")));
    }

    /**
     * Marks the answers that the process before did not finish, so that none looks as if it were still being written. One that can't be marked
     * for minutes is left to the next process.
     */
    public void markUnfinished() {
        memory.unfinished()
                .forEach((messageId, channelId) -> persistently(() -> interrupted.mark(channelId, messageId))
                        .onSuccess(_ -> memory.finished(List.of(messageId)))
                        .onFailure(cause -> {
                            if (!passes(cause)) {
                                memory.finished(List.of(messageId));
                            }
                        }));
    }

    /** Tries again while it fails in passing, for minutes. */
    private <T> Future<T> persistently(Supplier<Future<T>> attempt) {
        return persistently(attempt, new Retries(System::nanoTime));
    }

    private <T> Future<T> persistently(Supplier<Future<T>> attempt, Retries retries) {
        return attempt.get().recover(cause -> {
            Duration again = passes(cause) ? retries.next() : null;
            return again == null
                    ? Future.failedFuture(cause)
                    : vertx.timer(again.toMillis(), TimeUnit.MILLISECONDS).compose(_ -> persistently(attempt, retries));
        });
    }

    private static boolean passes(Throwable cause) {
        return DiscordApi.translate(cause).kind() == DiscordException.Kind.PASSING;
    }
}
