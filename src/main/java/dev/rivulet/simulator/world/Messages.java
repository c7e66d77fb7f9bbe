package dev.rivulet.simulator.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The messages of all channels: writing, editing, deleting, reading, reacting. */
public final class Messages {
    /**
     * The longest text of a message. Discord's server is said to count code points and its own client UTF-16 units; here UTF-16 units
     * of the text as sent, before trimming, are counted, because what passes that passes every other way of counting, too.
     *
     * @see <a href="https://discord.com/developers/docs/resources/message#create-message-jsonform-params">Create message</a>
     */
    public static final int MAX_CONTENT = 2000;

    private static final int MAX_NONCE = 25;
    private static final int MAX_EMBEDS = 10;
    private static final int MAX_ATTACHMENTS = 10;
    /** "The past few minutes", in which an enforced nonce is remembered. */
    private static final Duration NONCE_MEMORY = Duration.ofMinutes(5);

    private final World world;
    private final Events events;
    private final Map<Long, NavigableMap<Long, Message>> byChannel = new HashMap<>();

    Messages(World world) {
        this.world = world;
        this.events = world.events();
    }

    /** Somebody says something. */
    public Message post(long channelId, User author, String content) {
        return post(channelId, author, Draft.text(content));
    }

    public Message post(long channelId, User author, Draft draft) {
        return events.exclusively(() -> {
            var channel = world.channel(channelId);
            requireWritable(channel, author);
            validate(draft);
            if (draft.repliesTo() != null && find(channelId, draft.repliesTo()).isEmpty()) {
                throw Refusal.invalidField("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
            }
            return sentBefore(channelId, author, draft).orElseGet(() -> add(channel, author, draft, null, null));
        });
    }

    /** As {@link #post}, for an application's answer to an interaction, which needs no permission to send. */
    Message answer(Channel channel, User author, Draft draft, @Nullable Long visibleTo, long interactionId) {
        validate(draft);
        return add(channel, author, draft, visibleTo, interactionId);
    }

    private Message add(
            Channel channel, User author, Draft draft, @Nullable Long visibleTo, @Nullable Long interactionId) {
        long id = world.nextId();
        var content = trimmed(draft.content());
        var pings = pings(channel, author, content, draft.allowedMentions(), draft.repliesTo());
        var message = new Message(
                id,
                channel.id(),
                author,
                content,
                draft.repliesTo(),
                draft.nonce(),
                draft.allowedMentions(),
                pings,
                pings,
                draft.embeds(),
                draft.components(),
                draft.flags(),
                world.store(draft.uploads(), channel.id()),
                List.of(),
                null,
                0,
                visibleTo,
                null,
                interactionId);
        in(channel.id()).put(id, message);
        events.publish(new WorldEvent.MessageCreated(message));
        return message;
    }

    private void requireWritable(Channel channel, User author) {
        world.require(
                channel,
                author.id(),
                channel instanceof ThreadChannel ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES);
        if (channel instanceof ThreadChannel thread && thread.archived() && thread.locked()) {
            throw Refusal.archivedThread();
        }
    }

    private static void validate(Draft draft) {
        validateContent(draft.content());
        if (draft.nonce() instanceof String nonce && nonce.length() > MAX_NONCE) {
            throw Refusal.tooLong("nonce", MAX_NONCE);
        }
        if (draft.embeds().size() > MAX_EMBEDS) {
            throw Refusal.tooLong("embeds", MAX_EMBEDS);
        }
        if (draft.uploads().size() > MAX_ATTACHMENTS) {
            throw Refusal.tooLong("attachments", MAX_ATTACHMENTS);
        }
        if (trimmed(draft.content()).isEmpty() && draft.isEmpty()) {
            throw Refusal.emptyMessage();
        }
    }

    private static void validateContent(String content) {
        if (content.length() > MAX_CONTENT) {
            throw Refusal.tooLong("content", MAX_CONTENT);
        }
    }

    private Optional<Message> sentBefore(long channelId, User author, Draft draft) {
        if (!draft.enforceNonce() || draft.nonce() == null) {
            return Optional.empty();
        }
        var since = world.clock().instant().minus(NONCE_MEMORY);
        return in(channelId).descendingMap().values().stream()
                .takeWhile(message -> message.createdAt().isAfter(since))
                .filter(message -> message.author().id() == author.id()
                        && message.nonce() != null
                        && message.nonce().toString().equals(draft.nonce().toString()))
                .findFirst();
    }

    private Pings pings(
            Channel channel, User author, String content, AllowedMentions allowed, @Nullable Long repliesTo) {
        long repliedTo = repliesTo == null
                ? 0
                : find(channel.id(), repliesTo)
                        .map(message -> message.author().id())
                        .orElse(0L);
        var pings = Mentions.in(
                content,
                allowed,
                repliedTo,
                id -> world.findUser(id).isPresent(),
                id -> channel.guildId() != null && channel.guildId() == id);
        return world.allows(channel, author.id(), Permission.MENTION_EVERYONE) && channel.guildId() != null
                ? pings
                : new Pings(pings.users(), pings.roles(), false);
    }

    /** The author changes a message. */
    public Message edit(long channelId, long messageId, User editor, Change change) {
        return events.exclusively(() -> {
            var channel = world.channel(channelId);
            world.require(channel, editor.id(), Permission.VIEW_CHANNEL);
            var message = get(channelId, messageId);
            if (message.author().id() != editor.id()) {
                throw Refusal.notYourMessage();
            }
            return edit(channel, message, change);
        });
    }

    private Message edit(Channel channel, Message message, Change change) {
        var content = change.content();
        if (content != null) {
            validateContent(content);
        }
        var trimmed = new Change(
                content == null ? null : trimmed(content),
                change.embeds(),
                change.components(),
                change.flags(),
                change.allowedMentions());
        var shown = trimmed.content() == null ? message.content() : trimmed.content();
        var mentions = pings(channel, message.author(), shown, change.allowedMentions(), message.repliesTo());
        var edited = message.edited(trimmed, mentions, world.clock().instant());
        if (edited.content().isEmpty()
                && edited.embeds().isEmpty()
                && edited.components().isEmpty()
                && edited.attachments().isEmpty()) {
            throw Refusal.emptyMessage();
        }
        in(channel.id()).put(message.id(), edited);
        events.publish(new WorldEvent.MessageUpdated(edited));
        return edited;
    }

    /** @param deleter the author, or somebody who may manage messages there */
    public Message delete(long channelId, long messageId, User deleter) {
        return events.exclusively(() -> {
            var channel = world.channel(channelId);
            world.require(channel, deleter.id(), Permission.VIEW_CHANNEL);
            var message = get(channelId, messageId);
            if (message.author().id() != deleter.id()) {
                world.require(channel, deleter.id(), Permission.MANAGE_MESSAGES);
            }
            in(channelId).remove(messageId);
            events.publish(new WorldEvent.MessageDeleted(message));
            return message;
        });
    }

    /** {@code user} is writing; clients show it for ten seconds. */
    public void startTyping(long channelId, User user) {
        events.exclusively(() -> {
            var channel = world.channel(channelId);
            requireWritable(channel, user);
            events.publish(new WorldEvent.TypingStarted(channel, user));
            return channel;
        });
    }

    /** @param emoji a Unicode emoji, or {@code name:id} of a server's own */
    public void react(long channelId, long messageId, User user, String emoji) {
        events.exclusively(() -> {
            world.require(world.channel(channelId), user.id(), Permission.ADD_REACTIONS);
            if (!Reactions.has(get(channelId, messageId), user.id(), emoji)) {
                var changed = replace(channelId, messageId, message -> Reactions.add(message, user.id(), emoji));
                events.publish(new WorldEvent.ReactionAdded(changed, user, emoji));
            }
            return messageId;
        });
    }

    public void unreact(long channelId, long messageId, User user, String emoji) {
        events.exclusively(() -> {
            world.require(world.channel(channelId), user.id(), Permission.VIEW_CHANNEL);
            if (Reactions.has(get(channelId, messageId), user.id(), emoji)) {
                var changed = replace(channelId, messageId, message -> Reactions.remove(message, user.id(), emoji));
                events.publish(new WorldEvent.ReactionRemoved(changed, user, emoji));
            }
            return messageId;
        });
    }

    void markThread(long messageId) {
        byChannel.values().stream()
                .map(messages -> messages.get(messageId))
                .filter(message -> message != null)
                .findFirst()
                .ifPresent(message -> events.publish(new WorldEvent.MessageUpdated(
                        replace(message.channelId(), messageId, found -> found.withThread(messageId)))));
    }

    private Message replace(long channelId, long messageId, UnaryOperator<Message> change) {
        var changed = change.apply(get(channelId, messageId));
        in(channelId).put(messageId, changed);
        return changed;
    }

    public Message get(long channelId, long messageId) {
        return find(channelId, messageId).orElseThrow(Refusal::unknownMessage);
    }

    public Optional<Message> find(long channelId, long messageId) {
        return events.exclusively(() -> Optional.ofNullable(in(channelId).get(messageId)));
    }

    /** All messages of a channel, the oldest first. */
    public List<Message> list(long channelId) {
        return events.exclusively(() -> List.copyOf(in(channelId).values()));
    }

    /** A page of a channel's messages, the newest first. */
    public List<Message> list(long channelId, Page page) {
        return events.exclusively(() -> page.of(in(channelId)));
    }

    private NavigableMap<Long, Message> in(long channelId) {
        return byChannel.computeIfAbsent(channelId, id -> new TreeMap<>());
    }

    /** Discord takes white space off both ends of what is written. */
    static String trimmed(String content) {
        int start = 0;
        int end = content.length();
        while (start < end && isSpace(content.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(content.charAt(end - 1))) {
            end--;
        }
        return content.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Which messages of a channel are wanted. */
    public record Page(
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Long around,
            int limit) {
        public static Page newest(int limit) {
            return new Page(null, null, null, limit);
        }

        List<Message> of(NavigableMap<Long, Message> messages) {
            var page = new ArrayList<Message>();
            if (around != null) {
                page.addAll(
                        first(messages.tailMap(around, true), (limit + 1) / 2).reversed());
                page.addAll(first(messages.headMap(around, false).descendingMap(), limit / 2));
            } else if (after != null) {
                page.addAll(first(messages.tailMap(after, false), limit).reversed());
            } else {
                var wanted = before == null ? messages : messages.headMap(before, false);
                page.addAll(first(wanted.descendingMap(), limit));
            }
            return page;
        }

        private static List<Message> first(NavigableMap<Long, Message> messages, int limit) {
            return messages.values().stream()
                    .filter(message -> message.visibleTo() == null)
                    .limit(limit)
                    .toList();
        }
    }
}
