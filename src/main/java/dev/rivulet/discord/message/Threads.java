package dev.rivulet.discord.message;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Origin;
import dev.rivulet.config.AnswersConfig;
import dev.rivulet.config.AnswersConfig.Where;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import dev.rivulet.discord.history.MentionNames;
import dev.rivulet.discord.history.MentionText;
import dev.rivulet.discord.people.Choices;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a thread for a question, and names it: at once by the question's words, and then by a title that a backend is asked for beside the
 * answer, in a conversation of its own that nobody remembers. That is given up after {@value #MOST_CHARACTERS} characters or 30 seconds. It
 * goes to the backend that the question goes to, by the same rules, as it holds the question's words; and is asked as a title, so that it
 * counts for nobody but all together. All on one context.
 */
public final class Threads {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final Duration WITHIN = Duration.ofSeconds(30);
    static final int MOST_CHARACTERS = 200;
    private static final int MOST_OF_THE_QUESTION = 1_000;

    private static final String PROMPT =
            "Write a title of at most six words for a conversation that begins with the message"
                    + " below, in the language of that message. Answer with the title alone, and don't answer the message.\n\n";

    private final DiscordApi api;
    private final AnswerBus bus;
    private final String selfId;
    private final Choices choices;
    private final AnswersConfig config;

    public Threads(DiscordApi api, AnswerBus bus, String selfId, Choices choices, AnswersConfig config) {
        this.api = api;
        this.bus = bus;
        this.selfId = selfId;
        this.choices = choices;
        this.config = config;
    }

    /**
     * Opens one where the question is to have one.
     *
     * @return null where not; fails, after logging why, where Discord refuses
     */
    Future<@Nullable Place> open(DiscordMessage question, Place place) {
        boolean wanted = place.kind() == Place.Kind.CHANNEL
                && config.place(question.guildId(), place.listedAs()) == Where.THREAD;
        if (!wanted) {
            return Future.succeededFuture(null);
        }
        return api.openThread(question.channelId(), question.id(), Title.ofWords(text(question)))
                .<@Nullable Place>map(_ -> Place.threadOn(question, selfId))
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue(LogKeys.CHANNEL_ID, question.channelId())
                        .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                        .log("No thread can be opened; answering in the channel"));
    }

    private String text(DiscordMessage question) {
        return MentionText.readable(question.content(), selfId, question.mentions(), MentionNames.Known.NOTHING);
    }

    /**
     * Asks a backend for a title, and gives it to the thread. What goes wrong leaves it as it is.
     *
     * @param question as it stands in the thread
     */
    void name(DiscordMessage question, Place thread) {
        String text = text(question);
        if (!config.titles() || text.isBlank()) {
            return;
        }
        String excerpt = text.substring(0, Math.min(text.length(), MOST_OF_THE_QUESTION));
        choices.of(question.author().id(), thread)
                .map(chosen -> new ChatRequest(
                        UUID.randomUUID().toString(),
                        new ConversationId("discord:title:" + question.channelId()),
                        question.author(),
                        new Origin(question.guildId(), thread.listedAs(), null),
                        List.of(ChatMessage.user(PROMPT + excerpt)),
                        chosen.backend(),
                        chosen.model(),
                        ChatRequest.Purpose.TITLE))
                .compose(request -> bus.ask(AnswerAddress.ROUTER, request))
                .compose(Threads::read)
                .map(Title::ofBackend)
                .compose(title -> title.isEmpty() ? Future.succeededFuture() : api.rename(question.channelId(), title))
                .onFailure(cause -> LOG.atDebug()
                        .addKeyValue(LogKeys.CHANNEL_ID, question.channelId())
                        .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                        .log("A thread keeps the title of the question's words"));
    }

    /** The text, or its beginning; empty if nothing fit came. */
    private static Future<String> read(AnswerStream stream) {
        Promise<String> read = Promise.promise();
        StringBuilder text = new StringBuilder();
        stream.handler(event -> {
            switch (event) {
                // The handbook knows no titles.
                case ChatEvent.Started started
                when started.backend().equals(RivuletConfig.HANDBOOK) -> read.tryComplete("");
                case ChatEvent.TextDelta(String more) -> {
                    text.append(more);
                    if (text.length() >= MOST_CHARACTERS) {
                        read.tryComplete(text.toString());
                    }
                }
                case ChatEvent.Completed _ -> read.tryComplete(text.toString());
                case ChatEvent.Failed _ -> read.tryComplete("");
                case ChatEvent.Started _,
                        ChatEvent.ReasoningDelta _,
                        ChatEvent.ToolUse _,
                        ChatEvent.Status _,
                        ChatEvent.Sources _ -> {
                    // Not the title.
                }
            }
        });
        return read.future().timeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS).onComplete(_ -> stream.cancel());
    }
}
