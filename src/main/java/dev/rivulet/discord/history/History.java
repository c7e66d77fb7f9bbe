package dev.rivulet.discord.history;

import dev.rivulet.chat.ConversationId;
import dev.rivulet.config.DiscordConfig;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    private static final int REMEMBERED = 10_000;

    /**
     * A conversation, and its messages before the question, oldest first.
     *
     * @param whole whether Discord let us read what there is
     * @param goesOn whether these messages are what was said under this name so far: an agent that keeps a memory of its own may be trusted
     *     to have it
     */
    public record Earlier(ConversationId conversation, List<DiscordMessage> messages, boolean whole, boolean goesOn) {
        /** The same as a conversation of its own, of which no memory knows yet. */
        public Earlier apart(String id) {
            return new Earlier(new ConversationId(conversation.value() + ":" + id), messages, whole, false);
        }

        /** What is left of it when it began afresh then: a conversation of its own. */
        public Earlier since(Instant begin) {
            String generation = ":" + begin.toEpochMilli();
            boolean named = (conversation.value() + ":").contains(generation + ":");
            return new Earlier(
                    named ? conversation : new ConversationId(conversation.value() + generation),
                    messages.stream().filter(each -> !each.at().isBefore(begin)).toList(),
                    whole,
                    goesOn);
        }
    }

    private final DiscordApi api;
    private final String selfId;
    private final DiscordConfig config;
    /** By message. */
    private final Map<String, Asked> conversations = new Remembered<>();
    /** Who asked last, by conversation. */
    private final Map<ConversationId, String> newest = new Remembered<>();

    private final GivenFiles files = new GivenFiles();
    private final Joined joined = new Joined();

    /** @param by the message or interaction that asked */
    private record Asked(ConversationId conversation, String by) {}

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
                        .map(messages -> new Earlier(named(place.channelId()), messages, true, true));
            case CHANNEL, UNKNOWN -> {
                Map<String, DiscordMessage> known = new LinkedHashMap<>();
                DiscordMessage referenced = question.referenced();
                if (referenced != null) {
                    known.put(referenced.id(), referenced);
                }
                yield question.replyTo() == null
                        ? Future.succeededFuture(new Earlier(
                                named(place.channelId(), question.id()),
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
                .map(messages -> after(
                        conversations.get(last.id()), named(place.channelId()), question, upTo(last, messages), true));
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
                place.isShared() ? named(place.channelId(), question.id()) : named(place.channelId()),
                List.of(),
                false,
                false);
    }

    /** The same, of a question for one person's eyes: a conversation of its own, of which nobody else's question there knows anything. */
    public Earlier apart(DiscordMessage question, Earlier earlier) {
        Asked followed = conversations.get(question.id());
        Earlier own = after(
                followed, named(question.channelId(), question.id()), question, earlier.messages(), earlier.whole());
        // What follows an answer but doesn't reply to it asks for another one in its place.
        return followed != null && question.replyTo() == null ? own.apart(question.id()) : own;
    }

    /** What was taken for one question. */
    public Joined joined() {
        return joined;
    }

    /** What was given to the commands that our messages answer. */
    public GivenFiles files() {
        return files;
    }

    /** Has a question go on in the conversation of a message, as far as that is remembered. */
    public void follow(String questionId, String messageId) {
        Asked known = conversations.get(messageId);
        if (known != null) {
            conversations.put(questionId, known);
        }
    }

    /** A question is being asked in that conversation, or is again, as it is now. */
    public void asks(String by, ConversationId conversation) {
        newest.put(conversation, by);
    }

    /**
     * Remembers that a message answers in a conversation, so that replies to it go on there, however long the chain has grown.
     *
     * @param by who asked
     */
    public void remember(String messageId, String by, ConversationId conversation) {
        conversations.put(messageId, new Asked(conversation, by));
    }

    private Earlier after(DiscordMessage question, ReplyChain chain, Map<String, DiscordMessage> known) {
        DiscordMessage root =
                chain.messages().isEmpty() ? question : chain.messages().getFirst();
        String commandId = root.isFrom(selfId) ? root.commandId() : null;
        Asked last = chain.messages().reversed().stream()
                .map(each -> conversations.get(each.id()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return after(
                last,
                named(question.channelId(), commandId == null ? root.id() : commandId),
                question,
                joined.inOrder(chain.messages(), known),
                true);
    }

    /**
     * Goes on after an answer. Where something else was asked after it meanwhile, that is a conversation beside the other one: neither is to
     * hear the other's words from a memory that both would share.
     *
     * @param last the answer, null where it isn't remembered
     * @param root the conversation's name where it isn't remembered
     */
    private Earlier after(
            @Nullable Asked last,
            ConversationId root,
            DiscordMessage question,
            List<DiscordMessage> messages,
            boolean whole) {
        ConversationId conversation = last == null ? root : last.conversation();
        String by = newest.get(conversation);
        boolean goesOn = by != null && (by.equals(question.id()) || (last != null && by.equals(last.by())));
        Earlier earlier = new Earlier(conversation, messages, whole, goesOn);
        return by == null || goesOn ? earlier : earlier.apart(question.id());
    }

    /** All that is said in a thread or a direct message. */
    public static ConversationId whole(Place place) {
        return named(place.channelId());
    }

    private static ConversationId named(String... ids) {
        return new ConversationId("discord:" + String.join(":", ids));
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

    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
