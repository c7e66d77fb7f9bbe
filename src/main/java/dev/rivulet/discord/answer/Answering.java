package dev.rivulet.discord.answer;

import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatEvent.ToolUse;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.people.Manner;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.RateLimit;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One question being answered, from its placeholder to its end: takes the answer's events as they come and has its messages on Discord kept
 * up to date.
 *
 * <p>Every event is taken at once; what Discord doesn't show yet waits in the {@link Draft}. Only while that is more than {@code maxUnshown}
 * UTF-16 units is the stream paused, and it goes on below half of it. All on one context.
 */
public final class Answering implements Writing.Progress {
    private Asking asking;
    private final String requestId;
    private final Watcher watcher;
    private final int maxUnshown;
    private final Language language;
    private final Draft draft;
    private final Writing writing;
    private final Inflow inflow = new Inflow();

    private ConversationId conversation;
    /** How often the question changed while it waited. */
    private int changedQuestions;
    /** Its asker's manner is known, without which nothing is shown. */
    private boolean begun;

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
        this.requestId = requestId;
        this.watcher = watcher;
        this.maxUnshown = maxUnshown;
        this.draft = new Draft(asking, language, nanos);
        this.writing = new Writing(asking, requestId, draft, writer, this, nanos);
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

    Outlet outlet() {
        return asking.outlet();
    }

    public DiscordMessage question() {
        return asking.question();
    }

    String channelId() {
        return asking.question().channelId();
    }

    /** The answer's messages so far. */
    List<String> messageIds() {
        return writing.messageIds();
    }

    /** Whether nothing of the answer itself has come yet: then it helps to show that we are at it. */
    boolean isWaiting() {
        return !draft.hasText() && !draft.ended();
    }

    /** Whether anything of the answer itself has come. */
    public boolean hasText() {
        return draft.hasText();
    }

    /** Completes when the last text is on Discord, or never will be. Never fails. */
    public Future<Void> done() {
        return writing.done();
    }

    /** From now on, the answer's text is kept. */
    void keepText() {
        draft.keepText();
    }

    /** What was kept of the answer's text. */
    String text() {
        return draft.text();
    }

    /** Puts the placeholder up, if there shall be one. */
    void begin(Manner wanted) {
        writing.manner(wanted);
        begun = true;
        placeholder();
    }

    private void placeholder() {
        show(begun && draft.status(language.say(Phrase.THINKING)));
    }

    /** Shows one line under the answer, for good: what people should know of how it came about. */
    void note(@Nullable String line) {
        if (!draft.ended()) {
            draft.note(line);
            writing.changed();
        }
    }

    /** Which of the question's versions is being answered, from 0. */
    int version() {
        return changedQuestions;
    }

    /** From now on, this is what was asked: what came of the version before is dropped. Only while it {@linkplain #isWaiting() waits}. */
    void changeQuestion(DiscordMessage question) {
        changedQuestions++;
        asking = asking.with(question);
        inflow.cancel();
        draft.restart();
        placeholder();
    }

    /**
     * Takes the answer's events from now on.
     *
     * @param version of the question that it answers; an outdated one is cancelled
     */
    void follow(AnswerStream answer, int version) {
        if (draft.ended() || version != changedQuestions) {
            answer.cancel();
            return;
        }
        inflow.follow(answer, event -> {
            if (version == changedQuestions && !draft.ended()) {
                take(event);
            }
        });
    }

    private void take(ChatEvent event) {
        switch (event) {
            case Started started -> draft.begin(started);
            case TextDelta(String text) -> append(text);
            case ReasoningDelta _ -> show(draft.thinks());
            case ToolUse(String name) -> show(draft.goesOn(language.say(Phrase.USING, name)));
            case Sources(var sources) -> draft.sources(sources);
            case Status(String text) -> show(draft.goesOn(text));
            case Completed completed -> {
                draft.complete(completed);
                writing.changed();
            }
            case Failed(var failure) -> fail(language.translate(failure.message()));
        }
    }

    private void append(String text) {
        draft.append(text);
        writing.changed();
        if (writing.backlog() > maxUnshown) {
            inflow.pause();
        }
    }

    private void show(boolean changed) {
        if (changed) {
            writing.changed();
        }
    }

    /** Ends the answer with this line; what was shown stays. Does nothing once the answer has ended. */
    void fail(String line) {
        if (!draft.ended()) {
            draft.fail(line);
            inflow.cancel();
            writing.changed();
        }
    }

    /** Ends the answer with this line, and offers no other. */
    void refuse(String line) {
        draft.refuse();
        fail(line);
    }

    /** Looks again where to write, after the outlet has moved on. */
    void moved() {
        writing.changed();
    }

    /**
     * Ends the answer now, saying that it was interrupted: what Discord doesn't show by then it won't show, also where the model has ended
     * already.
     */
    void interrupt() {
        if (!draft.ended()) {
            fail(language.say(Phrase.INTERRUPTED));
        } else if (!done().isComplete()) {
            draft.breakOff();
            writing.cutShort();
        }
    }

    /** Ends the answer without another word. */
    void abandon() {
        draft.abandon();
        inflow.cancel();
        writing.giveUp();
    }

    @Override
    public void wrote(Write write, String messageId, int coalesced, @Nullable RateLimit rateLimit) {
        watcher.wrote(this, write, messageId, coalesced, rateLimit);
    }

    @Override
    public void shown() {
        if (writing.backlog() < maxUnshown / 2) {
            inflow.resume();
        }
    }

    @Override
    public void lost() {
        abandon();
    }
}
