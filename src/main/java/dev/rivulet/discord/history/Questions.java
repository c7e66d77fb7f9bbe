package dev.rivulet.discord.history;

import dev.rivulet.chat.User;
import dev.rivulet.discord.attachments.Attachment;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordException;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.AnswerReader;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what an answer of ours answers, from what Discord has of it. All on one context. */
public final class Questions {
    private static final int READ_AROUND = 50;
    private static final int MOST_READS = 4;

    private static final Pattern ADDRESS = Pattern.compile("https://discord\\.com/channels/(?:\\d+|@me)/(\\d+)/(\\d+)");

    /**
     * @param shown the question as the answer shows it, if it is no message of its own
     * @param firstPage of the answer
     */
    public record Found(DiscordMessage question, AnswerPages.@Nullable Question shown, DiscordMessage firstPage) {
        /** What another answer can reply to; null where that isn't there, as when a thread was opened on it. */
        public @Nullable String replyTo() {
            return firstPage.replyTo();
        }
    }

    private final DiscordApi api;
    private final String selfId;
    private final GivenFiles files;
    private final Joined joined;

    /**
     * @param files that commands were given
     * @param joined what was taken for one question
     */
    public Questions(DiscordApi api, String selfId, GivenFiles files, Joined joined) {
        this.api = api;
        this.selfId = selfId;
        this.files = files;
        this.joined = joined;
    }

    /**
     * Fails when the question, or a message between, isn't there any more.
     *
     * @param page any of the answer's messages
     */
    public Future<Found> of(DiscordMessage page, String askerId) {
        return walk(page, askerId, new HashMap<>(), 0);
    }

    private Future<Found> walk(DiscordMessage from, String askerId, Map<String, DiscordMessage> known, int reads) {
        DiscordMessage at = from;
        while (true) {
            String before = at.replyTo();
            if (before == null) {
                return asShown(at, askerId);
            }
            DiscordMessage next = known.get(before);
            if (next == null) {
                return reads == MOST_READS ? gone() : read(at, before, askerId, known, reads);
            }
            if (!next.isFrom(selfId)) {
                return Future.succeededFuture(new Found(joined.whole(next.in(from.guildId()), known), null, at));
            }
            at = next;
        }
    }

    private Future<Found> read(
            DiscordMessage at, String missing, String askerId, Map<String, DiscordMessage> known, int reads) {
        return api.messages(at.channelId(), "around", missing, READ_AROUND).compose(found -> {
            found.forEach(each -> known.put(each.id(), each.in(at.guildId())));
            return known.containsKey(missing) ? walk(at, askerId, known, reads + 1) : gone();
        });
    }

    private Future<Found> asShown(DiscordMessage first, String askerId) {
        Optional<AnswerPages.Question> shown =
                AnswerReader.read(List.of(first.content())).question();
        if (shown.isEmpty()) {
            return openingThread(first, askerId);
        }
        String text = shown.get().text();
        DiscordMessage question = with(first, new User(askerId, shown.get().name()), text, files.of(first.id()), null);
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || !address.group(1).equals(first.channelId())) {
            return Future.succeededFuture(new Found(question, shown.get(), first));
        }
        String about = address.group(2);
        return api.messages(first.channelId(), "around", about, 1)
                .compose(found -> found.stream()
                        .filter(each -> each.id().equals(about))
                        .findFirst()
                        .map(message -> Future.succeededFuture(new Found(about(question, message), shown.get(), first)))
                        .orElseGet(Questions::gone));
    }

    /** The first answer in a thread that was opened for a question replies to nothing: the question is what its asker said before it. */
    private Future<Found> openingThread(DiscordMessage first, String askerId) {
        return api.messages(first.channelId(), "before", first.id(), READ_AROUND)
                .compose(found -> Turns.spoken(found).stream()
                        .filter(each -> each.isFrom(askerId))
                        .findFirst()
                        .map(this::withWhatWasSaidBeside)
                        .orElseGet(Questions::gone))
                .map(question -> new Found(question.in(first.guildId()).movedTo(first.channelId()), null, first));
    }

    private Future<DiscordMessage> withWhatWasSaidBeside(DiscordMessage question) {
        return joined.to(question.id())
                ? api.messages(question.channelId(), "after", question.id(), READ_AROUND)
                        .map(beside -> joined.whole(question, Joined.byId(beside)))
                : Future.succeededFuture(question);
    }

    private static <T> Future<T> gone() {
        return Future.failedFuture(new DiscordException(DiscordException.Kind.GONE, "the question is gone"));
    }

    /** The question what to make of a message. */
    public static DiscordMessage about(DiscordMessage question, DiscordMessage message) {
        String quoted =
                message.content().isEmpty() ? "" : "\n\n> " + message.content().replace("\n", "\n> ");
        String text =
                "Explain this message of " + message.author().name() + ", and answer it if it asks something:" + quoted;
        return with(question, question.author(), text, message.attachments(), null);
    }

    /** The same question, in reply to a message. */
    public static DiscordMessage replying(DiscordMessage question, DiscordMessage to) {
        return with(question, question.author(), question.content(), question.attachments(), to);
    }

    private static DiscordMessage with(
            DiscordMessage message,
            User author,
            String text,
            List<Attachment> attachments,
            @Nullable DiscordMessage replyTo) {
        return new DiscordMessage(
                message.id(),
                message.channelId(),
                message.guildId(),
                author,
                false,
                true,
                text,
                Map.of(),
                replyTo == null ? null : replyTo.id(),
                replyTo,
                attachments,
                message.at());
    }

    /** Where Discord shows a message: https://discord.com/developers/docs/reference#message-formatting has no other way to link one. */
    public static String address(DiscordMessage message) {
        String server = message.guildId() == null ? "@me" : message.guildId();
        return "https://discord.com/channels/" + server + "/" + message.channelId() + "/" + message.id();
    }
}
