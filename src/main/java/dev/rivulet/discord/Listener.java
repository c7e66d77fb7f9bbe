package dev.rivulet.discord;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Origin;
import dev.rivulet.config.DiscordConfig;
import dev.rivulet.discord.AnswerPosts.Write;
import dev.rivulet.discord.Gateway.Happening;
import dev.rivulet.discord.attachments.Attachments;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.RateLimit;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whoever addresses us: from what Discord tells to questions on the bus, and their answers' way to Discord. All on one context. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** Discord shows the indicator for 10 seconds. */
    private static final long TYPING_EVERY_MS = 8_000;

    /** A question that was missed for longer isn't answered any more: whoever asked it has gone on. */
    private static final Duration STALE = Duration.ofMinutes(15);

    private static final int CATCH_UP_AT_ONCE = 100;

    private final Vertx vertx;
    private final DiscordApi api;
    private final Doorkeeper doorkeeper;
    private final DiscordConfig config;
    private final Memory memory;
    private final Steps steps;
    private final String selfId;
    private final Addressing addressing;
    private final Places places;
    private final Names names;
    private final History history;
    private final Attachments attachments;
    private final Languages languages;
    private final Interrupted interrupted;
    private final AnswerBus bus;
    private final PacedWriter writer;
    private final Choices choices;
    /** What is being answered. */
    private final Set<Answering> open = new LinkedHashSet<>();

    private final Threads threads;
    private final Pending pending = new Pending();
    private final MentionNames mentionNames;
    private boolean draining;

    Listener(
            Vertx vertx,
            DiscordApi api,
            Doorkeeper doorkeeper,
            Languages languages,
            String selfId,
            DiscordConfig config,
            Memory memory,
            Attachments attachments,
            PacedWriter writer,
            Choices choices,
            Steps steps) {
        this.vertx = vertx;
        this.api = api;
        this.doorkeeper = doorkeeper;
        this.config = config;
        this.memory = memory;
        this.steps = steps;
        this.selfId = selfId;
        this.addressing = new Addressing(
                selfId, Set.copyOf(config.channels()), config.answers().opensThreads());
        this.places = new Places(api);
        this.mentionNames = new MentionNames(api);
        this.names = new Names(api, System::nanoTime);
        this.history = new History(api, selfId, config);
        this.attachments = attachments;
        this.languages = languages;
        this.interrupted = new Interrupted(api, selfId, languages);
        this.bus = new AnswerBus(vertx);
        this.threads = new Threads(api, bus, selfId, config.answers());
        this.writer = writer;
        this.choices = choices;
    }

    /** What is known of the languages people speak. */
    Languages languages() {
        return languages;
    }

    void said(DiscordMessage message) {
        memory.readTo(message);
        switch (addressing.judge(message)) {
            case FOR_US -> ask(message);
            case NOT_FOR_US -> {
                // Not our business.
            }
            case IF_PARENT_IS_LISTED ->
                places.of(message).onSuccess(place -> {
                    if (addressing.isListed(place)) {
                        ask(message);
                    }
                });
        }
    }

    private void ask(DiscordMessage question) {
        if (!memory.see(question.id())) {
            return;
        }
        if (doorkeeper.isOpen()) {
            admitted(question);
        } else {
            places.of(question)
                    .compose(place -> doorkeeper.admits(question, place))
                    .onSuccess(admitted -> {
                        if (admitted) {
                            admitted(question);
                        }
                    });
        }
    }

    private void admitted(DiscordMessage question) {
        memory.watch(question);
        Answering joined = pending.join(question, selfId);
        if (joined != null) {
            ask(joined, places.of(joined.question()));
            return;
        }
        Future<Place> place = places.of(question);
        if (config.answers().opensThreads()) {
            place.onSuccess(found -> threads.open(question, found).onComplete(thread -> {
                if (thread.succeeded() && thread.result() != null) {
                    answerInThread(question, thread.result());
                } else {
                    answerThere(question, place);
                }
            }));
        } else {
            answerThere(question, place);
        }
    }

    private void answerThere(DiscordMessage question, Future<Place> place) {
        answer(Asking.message(question, new ChannelOutlet(api, question.channelId())), place, question);
    }

    private void answerInThread(DiscordMessage question, Place thread) {
        DiscordMessage there = question.movedTo(thread.channelId());
        places.know(thread);
        memory.watch(there);
        answer(
                Asking.inThread(there, new ChannelOutlet(api, thread.channelId())),
                Future.succeededFuture(thread),
                question);
        threads.name(there);
    }

    /**
     * Answers a question, whatever asked it.
     *
     * @param place where it was asked
     */
    void answer(Asking asking, Future<Place> place) {
        answer(asking, place, asking.question());
    }

    private void answer(Asking asking, Future<Place> place, DiscordMessage asked) {
        DiscordMessage question = asking.question();
        Answering answering = new Answering(
                asking,
                UUID.randomUUID().toString(),
                languages.of(question, places.known(question)),
                writer,
                this::wrote,
                config.maxUnshown(),
                System::nanoTime);
        open.add(answering);
        if (config.answers().codeFiles() > 0 && !asking.secret()) {
            answering.keepText();
        }
        if (asking.isMessage()) {
            pending.add(answering, asked);
        }
        answering.done().onComplete(_ -> ended(answering));
        steps.asked(answering);
        if (draining) {
            answering.fail(answering.language().say(Phrase.RESTARTING));
            return;
        }
        choices.manner(question.author().id()).onSuccess(manner -> {
            answering.begin(manner);
            if (manner.quiet() && answering.outlet() instanceof ChannelOutlet) {
                showTyping(answering);
            }
            moveOnInTime(answering);
            ask(answering, place);
        });
    }

    /** Asks the question as it is now. */
    private void ask(Answering answering, Future<Place> place) {
        String askerId = answering.question().author().id();
        place.compose(found -> choices.of(askerId, found)).onSuccess(chosen -> ask(place.result(), answering, chosen));
    }

    private void ask(Place found, Answering answering, Choices.Chosen chosen) {
        Asking asking = answering.asking();
        DiscordMessage question = asking.question();
        int version = answering.version();
        Future<Names.Where> where = names.of(question);
        before(asking, found)
                .recover(cause -> {
                    LOG.atWarn()
                            .addKeyValue(LogKeys.REQUEST_ID, answering.requestId())
                            .addKeyValue(LogKeys.CHANNEL_ID, question.channelId())
                            .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                            .log("Earlier messages can't be read; answering without them");
                    return Future.succeededFuture(history.nothing(question, found));
                })
                .map(earlier -> chosen.since() == null ? earlier : earlier.since(chosen.since()))
                .compose(earlier -> withFiles(answering, asking, found, earlier, chosen))
                .compose(request -> where.map(named -> named.into(request)))
                .onSuccess(request -> {
                    if (version == answering.version()) {
                        ask(answering, request, version);
                    }
                })
                .onFailure(cause -> {
                    answering.fail(answering.language().say(Phrase.INTERNAL_ERROR));
                    LOG.atError()
                            .addKeyValue(LogKeys.REQUEST_ID, answering.requestId())
                            .setCause(cause)
                            .log("A question can't be asked");
                });
    }

    private Future<History.Earlier> before(Asking asking, Place place) {
        List<DiscordMessage> given = asking.before();
        return given == null
                ? history.before(asking.question(), place)
                : Future.succeededFuture(history.given(asking.question(), place, given));
    }

    private void moveOnInTime(Answering answering) {
        Outlet outlet = answering.outlet();
        Duration lasts = outlet.lasts();
        if (lasts == null) {
            return;
        }
        long timer = vertx.setTimer(
                lasts.toMillis(),
                _ -> outlet.moveOn().onComplete(moved -> {
                    if (moved.succeeded()) {
                        answering.moved();
                    } else {
                        answering.fail(answering.language().say(Phrase.PRIVATE_TOO_LONG));
                    }
                }));
        answering.done().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private Future<ChatRequest> withFiles(
            Answering answering, Asking asking, Place place, History.Earlier earlier, Choices.Chosen chosen) {
        DiscordMessage question = asking.question();
        int version = answering.version();
        answering.conversation(earlier.conversation());
        answering.messageIds().forEach(id -> history.remember(id, earlier.conversation()));
        List<DiscordMessage> spoken = new ArrayList<>(Turns.spoken(earlier.messages()));
        spoken.removeIf(each -> each.isFrom(selfId));
        spoken.add(question);
        List<Attachments.Sent> sent = spoken.stream()
                .map(each -> new Attachments.Sent(each.id(), each.attachments()))
                .toList();
        Future<MentionNames.Known> named = mentionNames.of(question.guildId(), spoken);
        return attachments
                .load(sent)
                .compose(loaded -> named.map(known -> {
                    if (version == answering.version()) {
                        answering.note(loaded.line(answering.language()).orElse(null));
                    }
                    Turns turns = new Turns(selfId, each -> loaded.of(each.id()), known);
                    return new ChatRequest(
                            answering.requestId() + (version == 0 ? "" : "." + version),
                            earlier.conversation(),
                            question.author(),
                            new Origin(question.guildId(), place.listedAs(), chosen.profile()),
                            turns.of(
                                    earlier.messages(), question, config.historyMessages(), config.historyCharacters()),
                            chosen.backend(),
                            chosen.model());
                }));
    }

    private void ask(Answering answering, ChatRequest request, int version) {
        boolean nothingAsked = request.messages().size() == 1
                && request.messages().getLast().content().isEmpty()
                && request.messages().getLast().images().isEmpty();
        if (nothingAsked) {
            answering.fail(answering.language().say(Phrase.NOTHING_ASKED));
            return;
        }
        bus.ask(AnswerAddress.ROUTER, request)
                .onSuccess(stream -> answering.follow(stream, version))
                .onFailure(cause -> answering.fail(
                        cause instanceof FailureException refused
                                ? answering
                                        .language()
                                        .translate(refused.failure().message())
                                : answering.language().say(Phrase.INTERNAL_ERROR)));
    }

    private void wrote(
            Answering answering, Write write, String messageId, int coalesced, @Nullable RateLimit rateLimit) {
        steps.wrote(answering, write, messageId, coalesced, rateLimit);
        if (write instanceof Write.Create create) {
            history.remember(messageId, answering.conversation());
            memory.begun(answering.channelId(), messageId);
            String before = create.replyTo();
            if (create.index() > 0 && before != null) {
                memory.finished(List.of(before));
            }
            // Where it answers a command, Discord shows by itself that we are at it.
            if (create.index() == 0 && answering.outlet() instanceof ChannelOutlet) {
                showTyping(answering);
            }
        }
    }

    /** Posting a message ends the indicator, so it is shown from the placeholder on, until there is text. */
    private void showTyping(Answering answering) {
        if (answering.isWaiting()) {
            api.typing(answering.channelId());
            vertx.setTimer(TYPING_EVERY_MS, _ -> showTyping(answering));
        }
    }

    private void ended(Answering answering) {
        open.remove(answering);
        pending.remove(answering);
        giveCode(answering);
        memory.finished(answering.messageIds());
        steps.done(answering);
    }

    private void giveCode(Answering answering) {
        Map<String, String> files =
                CodeFiles.of(answering.text(), config.answers().codeFiles());
        if (!files.isEmpty() && !draining) {
            AnswerPages line = new AnswerPages(answering.language());
            line.note(answering.language().say(Phrase.CODE_AS_FILES));
            line.finish(null);
            api.createFiles(
                            answering.channelId(),
                            line.pages().getFirst().content(),
                            files,
                            answering.asking().id() + "-c")
                    .onFailure(cause -> LOG.atInfo()
                            .addKeyValue(LogKeys.CHANNEL_ID, answering.channelId())
                            .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                            .log("Code can't be posted as files"));
        }
    }

    /** Whoever deletes our message doesn't want it; whoever deletes the question doesn't want the answer. */
    void deleted(Happening.Deleted deleted) {
        for (String id : deleted.messageIds()) {
            Answering changed = pending.deleted(id);
            if (changed != null) {
                ask(changed, places.of(changed.question()));
            }
            for (Answering each : List.copyOf(open)) {
                if (each.messageIds().contains(id)) {
                    each.abandon();
                } else if (each.question().id().equals(id)) {
                    each.refuse(each.language().say(Phrase.QUESTION_DELETED));
                }
            }
        }
    }

    /** Whoever edits a question before its answer begins is answered to what it says now. */
    void edited(Happening.Edited edited) {
        if (pending.concerns(edited.messageId())) {
            api.messages(edited.channelId(), "around", edited.messageId(), 1)
                    .onSuccess(found -> found.stream()
                            .filter(each -> each.id().equals(edited.messageId()))
                            .map(pending::edited)
                            .filter(Objects::nonNull)
                            .forEach(changed -> ask(changed, places.of(changed.question()))))
                    .onFailure(cause -> LOG.atInfo()
                            .addKeyValue(LogKeys.CHANNEL_ID, edited.channelId())
                            .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                            .log("An edited question can't be read; answering what it said before"));
        }
    }

    /** Stops the answer that this message belongs to; false if none is being written there. */
    boolean stop(String messageId, String byName) {
        List<Answering> stopped = open.stream()
                .filter(each -> each.messageIds().contains(messageId))
                .toList();
        stopped.forEach(each -> each.fail(each.language().say(Phrase.STOPPED_BY, byName)));
        return !stopped.isEmpty();
    }

    /**
     * Stops what is being answered in a channel.
     *
     * @param askerId whose answers; null for everybody's
     * @return how many
     */
    int stopAll(String channelId, @Nullable String askerId, String byName) {
        List<Answering> stopped = open.stream()
                .filter(each -> each.channelId().equals(channelId))
                .filter(each -> askerId == null || each.question().author().id().equals(askerId))
                .toList();
        stopped.forEach(each -> each.fail(each.language().say(Phrase.STOPPED_BY, byName)));
        return stopped.size();
    }

    /** Reads what was said in the channels we talk in while nobody told us. */
    void catchUp() {
        memory.channels()
                .forEach((channelId, readTo) -> api.messages(channelId, "after", readTo.messageId(), CATCH_UP_AT_ONCE)
                        .onSuccess(messages -> {
                            Instant fresh = Instant.now().minus(STALE);
                            messages.reversed().stream()
                                    .filter(each -> each.at().isAfter(fresh))
                                    .forEach(each -> said(each.in(readTo.guildId())));
                        })
                        .onFailure(cause -> LOG.atInfo()
                                .addKeyValue(LogKeys.CHANNEL_ID, channelId)
                                .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                                .log("What was missed in a channel can't be read")));
    }

    /** Marks the answers that the process before did not finish, so that none looks as if it were still being written. */
    void markUnfinished() {
        memory.unfinished()
                .forEach((messageId, channelId) ->
                        interrupted.mark(channelId, messageId).onComplete(_ -> memory.finished(List.of(messageId))));
    }

    /** Marks an answer that nobody writes any more though it looks so. */
    void markUnfinished(DiscordMessage message) {
        interrupted.mark(message.channelId(), message.id());
    }

    /** Takes no more questions; completes when nothing is being answered any more, after the grace with the rest marked as interrupted. */
    Future<Void> drain(Duration grace, Duration lastWrites) {
        draining = true;
        return within(grace).eventually(() -> {
            List.copyOf(open).forEach(Answering::interrupt);
            return within(lastWrites);
        });
    }

    private Future<Void> within(Duration time) {
        List<Future<Void>> ends = open.stream().map(Answering::done).toList();
        if (ends.isEmpty() || time.isZero()) {
            return Future.succeededFuture();
        }
        return Future.all(ends)
                .timeout(time.toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
