package dev.rivulet.discord.answer;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.client.DiscordException;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.people.Manner;
import dev.rivulet.render.EditPacer.Urgency;
import dev.rivulet.render.RateLimit;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps one answer's messages on Discord up to its draft, write by write, as its turn comes. Ends in one last write, which is tried for minutes
 * if it has to be; only when the message was deleted or may not be written any more does it end without. All on one context.
 */
final class Writing implements PacedWriter.Author {
    private static final Logger LOG = LoggerFactory.getLogger(Writing.class);

    private final Asking asking;
    private final String requestId;
    private final Draft draft;
    private final PacedWriter writer;
    private final Progress progress;
    private final AnswerPosts posts;
    private final Retries retries;
    private final Promise<Void> done = Promise.promise();

    private boolean quiet;
    /** The last edit showed a status line and no text yet. */
    private boolean shownStatus;
    /** What was handed to the writer and isn't done. */
    private @Nullable Write wanted;
    /** Changes since the last write. */
    private int changes;
    /** Those of them that are on the way. */
    private int sentChanges;

    private boolean sending;
    /** The write on the way shows text. */
    private boolean sendingText;

    /** Hears how it goes. */
    interface Progress {
        /** @param coalesced changes that this write made visible beyond one */
        void wrote(Write write, String messageId, int coalesced, @Nullable RateLimit rateLimit);

        /** A write was done, and the {@link #backlog} is what it is without it. */
        void shown();

        /** Discord takes no more of it: it is to be given up. */
        void lost();
    }

    /** @param nanos the clock */
    Writing(Asking asking, String requestId, Draft draft, PacedWriter writer, Progress progress, LongSupplier nanos) {
        this.asking = asking;
        this.requestId = requestId;
        this.draft = draft;
        this.writer = writer;
        this.progress = progress;
        this.posts = new AnswerPosts(draft.pages(), draft.language(), asking.replyTo(), draft::controls);
        this.retries = new Retries(nanos);
    }

    /** How its messages appear from now on. */
    void manner(Manner manner) {
        quiet = manner.quiet();
        if (manner.finalTextOnly()) {
            posts.wholePagesOnly();
        }
    }

    /** The answer's messages so far. */
    List<String> messageIds() {
        return posts.messageIds();
    }

    /** Completes when the last text is on Discord, or never will be. Never fails. */
    Future<Void> done() {
        return done.future();
    }

    /**
     * UTF-16 units that wait to be written. White space at the end isn't shown until something follows it, so it doesn't count once the
     * rest is shown.
     */
    long backlog() {
        return wanted == null ? 0 : posts.unshown();
    }

    /** The draft isn't what it was, or where it is written isn't. */
    void changed() {
        changes++;
        boolean nothingToShow = quiet && !draft.hasText() && !draft.ended();
        if (done.future().isComplete() || nothingToShow) {
            return;
        }
        Write waiting = wanted;
        if (waiting == null) {
            wantNext();
        } else if (!sending && urgency(waiting) == Urgency.AT_ONCE) {
            writer.changed(this, waiting, Urgency.AT_ONCE);
        }
    }

    private void wantNext() {
        Write write = posts.next();
        wanted = write;
        if (write != null) {
            writer.changed(this, write, urgency(write));
        } else if (draft.ended()) {
            done.tryComplete();
        }
    }

    /** The first text doesn't wait for the place in line that the status lines before it took. */
    private Urgency urgency(Write write) {
        boolean firstText = draft.hasText() && shownStatus;
        return draft.ended() || firstText || write instanceof Write.Create ? Urgency.AT_ONCE : Urgency.EVENLY;
    }

    /** From now on, what Discord doesn't show it won't show: one last write says so. */
    void cutShort() {
        posts.cutShort();
        if (!sending) {
            writer.forget(this);
            wanted = null;
        }
        changed();
    }

    /** Writes nothing any more. */
    void giveUp() {
        writer.forget(this);
        done.tryComplete();
    }

    @Override
    public Outlet outlet() {
        return asking.outlet();
    }

    @Override
    public @Nullable Write next() {
        Write write = posts.next();
        wanted = write;
        sending = write != null;
        if (sending) {
            sentChanges = changes;
            sendingText = draft.hasText();
        }
        return write;
    }

    @Override
    public void posted(Write.Create write, DiscordMessage message, @Nullable RateLimit rateLimit) {
        posts.posted(write, message.id(), message.content());
        wrote(write, message.id(), rateLimit);
    }

    @Override
    public void edited(Write.Edit write, @Nullable RateLimit rateLimit) {
        posts.edited(write);
        shownStatus = !sendingText;
        wrote(write, write.messageId(), rateLimit);
    }

    private void wrote(Write write, String messageId, @Nullable RateLimit rateLimit) {
        sending = false;
        retries.succeeded();
        int coalesced = Math.max(0, sentChanges - 1);
        changes -= sentChanges;
        sentChanges = 0;
        progress.wrote(write, messageId, coalesced, rateLimit);
        if (!done.future().isComplete()) {
            wantNext();
            progress.shown();
        }
    }

    @Override
    public @Nullable Duration failed(DiscordException cause) {
        sending = false;
        sentChanges = 0;
        Duration again = cause.kind() == DiscordException.Kind.PASSING ? retries.next() : null;
        if (again == null || done.future().isComplete()) {
            LOG.atLevel(cause.kind() == DiscordException.Kind.GONE ? Level.DEBUG : Level.WARN)
                    .addKeyValue(LogKeys.REQUEST_ID, requestId)
                    .addKeyValue(LogKeys.CHANNEL_ID, asking.question().channelId())
                    .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                    .log("An answer can't be written any more");
            progress.lost();
            return null;
        }
        return again;
    }

    @Override
    public String nonce(int index) {
        return Long.toString(Long.parseUnsignedLong(asking.id()), Character.MAX_RADIX) + "-" + index;
    }
}
