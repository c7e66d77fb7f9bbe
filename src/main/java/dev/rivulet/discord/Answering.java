package dev.rivulet.discord;

import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatEvent.ToolUse;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.discord.AnswerPosts.Write;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.EditPacer.Urgency;
import dev.rivulet.render.Footer;
import dev.rivulet.render.RateLimit;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One question being answered: takes the answer's events as they come and keeps its messages on Discord up to date.
 *
 * <p>Every event is taken at once; what Discord doesn't show yet waits here. Only while that is more than {@code maxUnshown} UTF-16 units
 * is the stream paused, and it goes on below half of it. Ends in one last write, which is tried for minutes if it has to be; only when the
 * message was deleted or may not be written any more does the answer end without. All on one context.
 */
final class Answering implements PacedWriter.Author {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private Asking asking;
    private Manner manner = Manner.USUAL;
    private final String requestId;
    private final PacedWriter writer;
    private final Watcher watcher;
    private final int maxUnshown;
    private final Language language;
    private final AnswerPages pages;
    private final AnswerPosts posts;
    private final StatusLines statusLines;
    private final Retries retries;
    private final Promise<Void> done = Promise.promise();

    private ConversationId conversation;
    private @Nullable AnswerStream stream;
    private @Nullable Started started;
    private boolean paused;
    private boolean hasText;
    /** The whole answer, where somebody wants it. */
    private @Nullable StringBuilder kept;
    /** How often the question changed while it waited. */
    private int changedQuestions;
    /** The answer breaks off where more might come. */
    private boolean mayGoOn;
    /** Nobody will want to hear it again. */
    private boolean unwanted;
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

    /** What others want to know of an answer's way. */
    interface Watcher {
        /** @param coalesced changes that this write made visible beyond one */
        void wrote(Answering answering, Write write, String messageId, int coalesced, @Nullable RateLimit rateLimit);
    }

    /** @param nanos the clock */
    Answering(
            Asking asking,
            String requestId,
            Language language,
            PacedWriter writer,
            Watcher watcher,
            int maxUnshown,
            LongSupplier nanos) {
        this.asking = asking;
        this.language = language;
        this.pages = asking.pages(language);
        this.requestId = requestId;
        this.writer = writer;
        this.watcher = watcher;
        this.maxUnshown = maxUnshown;
        this.posts = new AnswerPosts(pages, language, asking.replyTo(), this::controls);
        this.statusLines = new StatusLines(nanos);
        this.retries = new Retries(nanos);
        this.conversation = new ConversationId(
                "discord:" + channelId() + ":" + asking.question().id());
    }

    /** The conversation it belongs to, as soon as that is known. */
    ConversationId conversation() {
        return conversation;
    }

    void conversation(ConversationId known) {
        conversation = known;
    }

    /** Shows one line under the answer, for good: what people should know of how it came about. */
    void note(@Nullable String line) {
        if (!pages.ended()) {
            pages.note(line);
            changed();
        }
    }

    /** Of the lines that are ours. */
    Language language() {
        return language;
    }

    String requestId() {
        return requestId;
    }

    Asking asking() {
        return asking;
    }

    DiscordMessage question() {
        return asking.question();
    }

    String channelId() {
        return asking.question().channelId();
    }

    private Controls controls() {
        return unwanted ? Controls.NONE : Buttons.of(asking, pages.ended(), hasText && mayGoOn, language);
    }

    /** The answer's messages so far. */
    List<String> messageIds() {
        return posts.messageIds();
    }

    /** Whether nothing of the answer itself has come yet: then it helps to show that we are at it. */
    boolean isWaiting() {
        return !hasText && !pages.ended();
    }

    /** Completes when the last text is on Discord, or never will be. Never fails. */
    Future<Void> done() {
        return done.future();
    }

    /** Puts the placeholder up, if there shall be one. */
    void begin(Manner wanted) {
        manner = wanted;
        if (wanted.finalTextOnly()) {
            posts.wholePagesOnly();
        }
        status(language.say(Phrase.THINKING));
    }

    /** From now on, the answer's text is kept. */
    void keepText() {
        kept = new StringBuilder();
    }

    /** What was kept of the answer's text. */
    String text() {
        return kept == null ? "" : kept.toString();
    }

    /** Which of the question's versions is being answered, from 0. */
    int version() {
        return changedQuestions;
    }

    /** From now on, this is what was asked: what came of the version before is dropped. Only while it {@linkplain #isWaiting() waits}. */
    void changeQuestion(DiscordMessage question) {
        changedQuestions++;
        asking = asking.with(question);
        cancelSource();
        started = null;
        paused = false;
        begin(manner);
    }

    /**
     * Takes the answer's events from now on.
     *
     * @param version of the question that it answers; an outdated one is cancelled
     */
    void follow(AnswerStream answer, int version) {
        if (pages.ended() || version != changedQuestions) {
            answer.cancel();
            return;
        }
        stream = answer;
        answer.handler(event -> {
            if (version == changedQuestions) {
                take(event);
            }
        });
    }

    private void take(ChatEvent event) {
        if (pages.ended()) {
            return;
        }
        switch (event) {
            case Started now -> {
                started = now;
                pages.forgetSources();
            }
            case TextDelta(String text) -> append(text);
            case ReasoningDelta _ -> status(statusLines.thinking(language));
            case ToolUse(String name) -> status(statusLines.worth(language.say(Phrase.USING, name)));
            case Sources(var sources) -> pages.sources(sources);
            case Status(String text) -> status(statusLines.worth(text));
            case Completed completed -> {
                mayGoOn = completed.finish() == Finish.LENGTH;
                pages.finish(footer(completed));
                changed();
            }
            case Failed(var failure) -> fail(language.translate(failure.message()));
        }
    }

    private void append(String text) {
        if (!hasText) {
            hasText = true;
            pages.status(null);
        }
        pages.append(text);
        if (kept != null) {
            kept.append(text);
        }
        changed();
        AnswerStream source = stream;
        if (!paused && source != null && wanted != null && posts.unshown() > maxUnshown) {
            paused = true;
            source.pause();
        }
    }

    private void status(@Nullable String line) {
        if (line != null && !hasText && !pages.ended()) {
            pages.status(language.translate(line));
            changed();
        }
    }

    private @Nullable Footer footer(Completed completed) {
        Started by = started;
        if (by == null || by.backend().isBlank()) {
            return null;
        }
        List<String> notes = new ArrayList<>();
        double seconds = completed.elapsed().toMillis() / 1000.0;
        notes.add(language.say(Phrase.SECONDS, String.format(language.locale(), "%.1f", seconds)));
        int tokens = completed.usage().outputTokens();
        if (tokens > 0) {
            notes.add(language.say(Phrase.TOKENS, tokens));
        }
        if (completed.finish() == Finish.LENGTH) {
            notes.add(language.say(Phrase.STOPPED_AT_LENGTH));
        }
        return new Footer(by.model(), by.backend(), notes);
    }

    /** Ends the answer with this line; what was shown stays. Does nothing once the answer has ended. */
    void fail(String line) {
        if (pages.ended()) {
            return;
        }
        mayGoOn = true;
        pages.fail(line);
        cancelSource();
        changed();
    }

    /** Ends the answer with this line, and offers no other. */
    void refuse(String line) {
        unwanted = true;
        fail(line);
    }

    /** Looks again where to write, after the outlet has moved on. */
    void moved() {
        changed();
    }

    /**
     * Ends the answer now, saying that it was interrupted: what Discord doesn't show by then it won't show, also where the model has ended
     * already.
     */
    void interrupt() {
        if (!pages.ended()) {
            fail(language.say(Phrase.INTERRUPTED));
        } else if (!done.future().isComplete()) {
            mayGoOn = true;
            posts.cutShort();
            if (!sending) {
                writer.forget(this);
                wanted = null;
            }
            changed();
        }
    }

    /** Ends the answer without another word. */
    void abandon() {
        if (!pages.ended()) {
            pages.finish(null);
        }
        cancelSource();
        writer.forget(this);
        done.tryComplete();
    }

    private void cancelSource() {
        AnswerStream source = stream;
        stream = null;
        if (source != null) {
            source.cancel();
        }
    }

    private void changed() {
        changes++;
        boolean nothingToShow = manner.quiet() && !hasText && !pages.ended();
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
        } else if (pages.ended()) {
            done.tryComplete();
        }
    }

    /** The first text doesn't wait for the place in line that the status lines before it took. */
    private Urgency urgency(Write write) {
        boolean firstText = hasText && shownStatus;
        return pages.ended() || firstText || write instanceof Write.Create ? Urgency.AT_ONCE : Urgency.EVENLY;
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
            sendingText = hasText;
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
        watcher.wrote(this, write, messageId, coalesced, rateLimit);
        if (done.future().isComplete()) {
            return;
        }
        wantNext();
        // White space at the end isn't shown until something follows it: it must not keep the stream paused.
        if (posts.unshown() < maxUnshown / 2 || wanted == null) {
            resume();
        }
    }

    private void resume() {
        AnswerStream source = stream;
        if (paused && source != null) {
            paused = false;
            source.resume();
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
                    .addKeyValue(LogKeys.CHANNEL_ID, channelId())
                    .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                    .log("An answer can't be written any more");
            abandon();
            return null;
        }
        return again;
    }

    @Override
    public String nonce(int index) {
        return Long.toString(Long.parseUnsignedLong(asking.id()), Character.MAX_RADIX) + "-" + index;
    }
}
