package dev.rivulet.discord.history;

import dev.rivulet.config.DiscordConfig;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads back from Discord what was said before a question: the chain of replies in a channel, everything in a thread or a direct message.
 * Only the question's own channel is ever read.
 */
public final class History {
    private static final int READ_AT_ONCE = 100;
    private static final int READ_AROUND = 50;
    private static final int MOST_READS = 4;

    /** A long answer stands in several messages, so more of them are read than turns are wanted. */
    private static final int MESSAGES_A_TURN = 4;

    private final DiscordApi api;
    private final String selfId;
    private final DiscordConfig config;
    private final Conversations conversations = new Conversations();
    private final GivenFiles files = new GivenFiles();
    private final Joined joined = new Joined();

    public History(DiscordApi api, String selfId, DiscordConfig config) {
        this.api = api;
        this.selfId = selfId;
        this.config = config;
    }

    public Future<Earlier> before(DiscordMessage question, Place place) {
        return switch (place.kind()) {
            case THREAD, DIRECT ->
                allBefore(question.channelId(), question.id(), new ArrayList<>(), 1)
                        .compose(messages -> inOrder(place, messages))
                        .map(messages -> new Earlier(Conversations.whole(place), messages, true, true));
            case CHANNEL, UNKNOWN -> {
                Map<String, DiscordMessage> known = new LinkedHashMap<>();
                DiscordMessage referenced = question.referenced();
                if (referenced != null) {
                    known.put(referenced.id(), referenced);
                }
                yield question.replyTo() == null
                        ? Future.succeededFuture(new Earlier(
                                Conversations.begunBy(question.id(), place.channelId()),
                                List.of(),
                                place.kind() == Place.Kind.CHANNEL,
                                true))
                        : chain(question, known, new HashSet<>(), 0).map(chain -> after(question, chain, known));
            }
        };
    }

    /** What belongs to the question that a thread was opened for was said beside the thread. */
    private Future<List<DiscordMessage>> inOrder(Place place, List<DiscordMessage> messages) {
        Map<String, DiscordMessage> known = Joined.byId(messages);
        String parentId = place.parentId();
        if (parentId == null || messages.isEmpty() || !joined.to(place.channelId())) {
            return Future.succeededFuture(joined.inOrder(messages, known));
        }
        return api.messages(parentId, "after", place.channelId(), READ_AROUND).map(beside -> {
            known.putAll(Joined.byId(beside));
            return joined.inOrder(messages, known);
        });
    }

    /** What was said before the answer that a question asks to go on with, and that answer, which none of ours follows. */
    public Future<Earlier> upTo(DiscordMessage question, Place place) {
        DiscordMessage last = question.referenced();
        boolean whole = place.kind() == Place.Kind.THREAD || place.kind() == Place.Kind.DIRECT;
        if (last == null || !whole) {
            return before(question, place);
        }
        String next = Long.toUnsignedString(Long.parseUnsignedLong(last.id()) + 1);
        return allBefore(question.channelId(), next, new ArrayList<>(), 1)
                .compose(messages -> inOrder(place, messages))
                .map(messages -> conversations.after(
                        List.of(last.id()), Conversations.whole(place), question, upTo(last, messages), true));
    }

    /** Other answers may have been written beside that one. */
    private List<DiscordMessage> upTo(DiscordMessage last, List<DiscordMessage> messages) {
        Map<String, DiscordMessage> ours = new LinkedHashMap<>();
        messages.stream().filter(each -> each.isFrom(selfId)).forEach(each -> ours.put(each.id(), each));
        Set<String> pages = new HashSet<>();
        DiscordMessage first = last;
        for (DiscordMessage page = last; page != null && pages.add(page.id()); page = ours.get(page.replyTo())) {
            first = page;
        }
        List<DiscordMessage> kept = new ArrayList<>();
        boolean begun = false;
        for (DiscordMessage each : messages) {
            begun |= each.id().equals(first.id());
            if (!begun || !each.isFrom(selfId) || pages.contains(each.id())) {
                kept.add(each);
            }
        }
        return kept;
    }

    /** The conversation of a question before which this was said and nothing else. */
    public Earlier given(DiscordMessage question, Place place, List<DiscordMessage> messages) {
        return new Earlier(nothing(question, place).conversation(), messages, true, false);
    }

    /** The conversation to go on in when nothing can be read back. */
    public Earlier nothing(DiscordMessage question, Place place) {
        return new Earlier(
                place.isShared() ? Conversations.begunBy(question.id(), place.channelId()) : Conversations.whole(place),
                List.of(),
                false,
                false);
    }

    /** The same, of a question for one person's eyes: a conversation of its own, of which nobody else's question there knows anything. */
    public Earlier apart(DiscordMessage question, Earlier earlier) {
        Earlier own = conversations.after(
                List.of(question.id()),
                Conversations.begunBy(question.id(), question.channelId()),
                question,
                earlier.messages(),
                earlier.whole());
        // What follows an answer but doesn't reply to it asks for another one in its place.
        return conversations.follows(question) && question.replyTo() == null ? own.apart(question.id()) : own;
    }

    /** Which conversation each message belongs to. */
    public Conversations conversations() {
        return conversations;
    }

    /** What was taken for one question. */
    public Joined joined() {
        return joined;
    }

    /** What was given to the commands that our messages answer. */
    public GivenFiles files() {
        return files;
    }

    private Earlier after(DiscordMessage question, ReplyChain chain, Map<String, DiscordMessage> known) {
        DiscordMessage root =
                chain.messages().isEmpty() ? question : chain.messages().getFirst();
        String commandId = root.isFrom(selfId) ? root.commandId() : null;
        return conversations.after(
                chain.messages().stream().map(DiscordMessage::id).toList(),
                Conversations.begunBy(commandId == null ? root.id() : commandId, question.channelId()),
                question,
                joined.inOrder(chain.messages(), known),
                true);
    }

    private Future<List<DiscordMessage>> allBefore(
            String channelId, String messageId, List<DiscordMessage> newestFirst, int read) {
        if (config.historyMessages() == 0) {
            return Future.succeededFuture(List.of());
        }
        return api.messages(channelId, "before", messageId, READ_AT_ONCE).compose(messages -> {
            newestFirst.addAll(messages);
            boolean more = messages.size() == READ_AT_ONCE
                    && read < MOST_READS
                    && newestFirst.size() < config.historyMessages() * MESSAGES_A_TURN
                    && newestFirst.stream()
                                    .mapToInt(each -> each.content().length())
                                    .sum()
                            < config.historyCharacters();
            return more
                    ? allBefore(channelId, messages.getLast().id(), newestFirst, read + 1)
                    : Future.succeededFuture(newestFirst.reversed());
        });
    }

    private Future<ReplyChain> chain(
            DiscordMessage question, Map<String, DiscordMessage> known, Set<String> gone, int read) {
        int longest = config.historyMessages() * MESSAGES_A_TURN;
        ReplyChain chain = ReplyChain.of(question, selfId, known, gone, longest);
        String missing = read == 0 && longest > 0 ? question.id() : chain.missing();
        if (missing == null || read >= MOST_READS) {
            return Future.succeededFuture(chain);
        }
        // Chains lie close together, so one read of what is before the question mostly finds all of it.
        Future<List<DiscordMessage>> messages = read == 0
                ? api.messages(question.channelId(), "before", missing, READ_AT_ONCE)
                : api.messages(question.channelId(), "around", missing, READ_AROUND);
        return messages.compose(found -> {
            found.forEach(each -> known.put(each.id(), each));
            if (!known.containsKey(missing) && read > 0) {
                gone.add(missing);
            }
            return chain(question, known, gone, read + 1);
        });
    }
}
