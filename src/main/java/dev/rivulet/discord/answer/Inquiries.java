package dev.rivulet.discord.answer;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Origin;
import dev.rivulet.config.DiscordConfig;
import dev.rivulet.discord.attachments.Attachments;
import dev.rivulet.discord.attachments.Loaded;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import dev.rivulet.discord.history.Earlier;
import dev.rivulet.discord.history.History;
import dev.rivulet.discord.history.MentionNames;
import dev.rivulet.discord.history.Names;
import dev.rivulet.discord.history.Turns;
import dev.rivulet.discord.people.Choices;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks questions on the bus, each with what belongs to it: what was said before, files, names, what its asker chose. All on one context. */
public final class Inquiries {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);

    private final AnswerBus bus;
    private final DiscordConfig config;
    private final String selfId;
    private final Choices choices;
    private final History history;
    private final Attachments attachments;
    private final Names names;
    private final MentionNames mentionNames;

    public Inquiries(
            AnswerBus bus,
            DiscordApi api,
            DiscordConfig config,
            String selfId,
            Choices choices,
            History history,
            Attachments attachments) {
        this.bus = bus;
        this.config = config;
        this.selfId = selfId;
        this.choices = choices;
        this.history = history;
        this.attachments = attachments;
        this.names = new Names(api, System::nanoTime);
        this.mentionNames = new MentionNames(api);
    }

    /**
     * Asks the question as it is now; if it changes meanwhile, this comes to nothing. Where it can't be asked, the answer says so.
     *
     * @param place where it was asked
     */
    public void ask(Answering answering, Future<Place> place) {
        String askerId = answering.question().author().id();
        int version = answering.version();
        place.compose(found -> choices.of(askerId, found)).onSuccess(chosen -> {
            if (version == answering.version()) {
                ask(place.result(), answering, chosen, version);
            }
        });
    }

    private void ask(Place found, Answering answering, Choices.Chosen chosen, int version) {
        Asking asking = answering.asking();
        DiscordMessage question = asking.question();
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
                .map(earlier -> asking.secret() && found.kind() != Place.Kind.DIRECT
                        ? history.apart(question, earlier)
                        : earlier)
                .map(earlier -> asking.isAnew() ? earlier.apart(asking.id()) : earlier)
                .compose(earlier -> request(answering, asking, found, earlier, chosen, version))
                .compose(request -> where.map(named -> named.into(request)))
                .onSuccess(request -> {
                    if (version == answering.version()) {
                        ask(answering, request, version);
                    }
                })
                .onFailure(cause -> {
                    fail(answering, version, answering.language().say(Phrase.INTERNAL_ERROR));
                    LOG.atError()
                            .addKeyValue(LogKeys.REQUEST_ID, answering.requestId())
                            .setCause(cause)
                            .log("A question can't be asked");
                });
    }

    private Future<Earlier> before(Asking asking, Place place) {
        List<DiscordMessage> given = asking.before();
        if (given != null) {
            return Future.succeededFuture(history.given(asking.question(), place, given));
        }
        return asking.goesOn() ? history.upTo(asking.question(), place) : history.before(asking.question(), place);
    }

    private Future<ChatRequest> request(
            Answering answering, Asking asking, Place place, Earlier earlier, Choices.Chosen chosen, int version) {
        DiscordMessage question = asking.question();
        answering.conversation(earlier.conversation());
        history.conversations().asks(asking.id(), earlier.conversation());
        answering.messageIds().forEach(id -> history.conversations().remember(id, asking.id(), earlier.conversation()));
        List<DiscordMessage> spoken = new ArrayList<>(Turns.spoken(earlier.messages()));
        spoken.add(question);
        List<Attachments.Sent> sent = spoken.stream()
                .map(each -> new Attachments.Sent(
                        each.id(), each.isFrom(selfId) ? history.files().of(each.id()) : each.attachments()))
                .toList();
        spoken.removeIf(each -> each.isFrom(selfId));
        Future<MentionNames.Known> named = mentionNames.of(question.guildId(), spoken);
        return attachments
                .load(sent)
                .compose(loaded -> named.map(known -> {
                    if (version == answering.version()) {
                        answering.note(note(earlier, loaded, answering.language()));
                    }
                    Turns turns = new Turns(selfId, each -> loaded.of(each.id()), known);
                    return new ChatRequest(
                            answering.requestId() + (version == 0 ? "" : "." + version),
                            earlier.conversation(),
                            asking.by(),
                            new Origin(question.guildId(), place.listedAs(), chosen.profile()),
                            toTell(
                                    turns.of(
                                            earlier.messages(),
                                            question,
                                            config.historyMessages(),
                                            config.historyCharacters()),
                                    earlier),
                            chosen.backend(),
                            chosen.model());
                }));
    }

    /** Who answered before is told to those only who then have a memory of this conversation: they may be sent no more than what is new. */
    private static List<ChatMessage> toTell(List<ChatMessage> turns, Earlier earlier) {
        return earlier.goesOn() ? turns : Turns.ofNobody(turns);
    }

    /** What people should know of what the answer rests on; null for nothing. */
    private static @Nullable String note(Earlier earlier, Loaded loaded, Language language) {
        Stream<String> unread = earlier.whole() ? Stream.empty() : Stream.of(language.say(Phrase.EARLIER_UNREAD));
        String note = Stream.concat(unread, loaded.line(language).stream()).collect(Collectors.joining("; "));
        return note.isEmpty() ? null : note;
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
                .onFailure(cause -> fail(
                        answering,
                        version,
                        cause instanceof FailureException refused
                                ? answering
                                        .language()
                                        .translate(refused.failure().message())
                                : answering.language().say(Phrase.INTERNAL_ERROR)));
    }

    /** What became of an outdated version is nobody's business. */
    private static void fail(Answering answering, int version, String line) {
        if (version == answering.version()) {
            answering.fail(line);
        }
    }
}
