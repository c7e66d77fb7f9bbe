package dev.rivulet.discord.message;

import dev.rivulet.discord.answer.Interrupted;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.history.Memory;
import dev.rivulet.telemetry.LogKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes up for the time when nobody told us anything, or no process was there. All on one context. */
public final class Absence {
    private static final Logger LOG = LoggerFactory.getLogger(Absence.class);

    /** A question that was missed for longer isn't answered any more: whoever asked it has gone on. */
    private static final Duration STALE = Duration.ofMinutes(15);

    private static final int CATCH_UP_AT_ONCE = 100;

    private final DiscordApi api;
    private final Memory memory;
    private final Interrupted interrupted;
    private final Listener listener;

    public Absence(DiscordApi api, Memory memory, Interrupted interrupted, Listener listener) {
        this.api = api;
        this.memory = memory;
        this.interrupted = interrupted;
        this.listener = listener;
    }

    /** Reads what was said in the channels we talk in while nobody told us. */
    public void catchUp() {
        memory.channels()
                .forEach((channelId, readTo) -> api.messages(channelId, "after", readTo.messageId(), CATCH_UP_AT_ONCE)
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

    /** Marks the answers that the process before did not finish, so that none looks as if it were still being written. */
    public void markUnfinished() {
        memory.unfinished()
                .forEach((messageId, channelId) ->
                        interrupted.mark(channelId, messageId).onComplete(_ -> memory.finished(List.of(messageId))));
    }
}
