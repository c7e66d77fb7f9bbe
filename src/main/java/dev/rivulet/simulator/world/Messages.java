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
            MessageRules.check(draft);
            var repliesTo = draft.repliesTo();
            boolean repliesToNothing =
                    repliesTo != null && find(channelId, repliesTo).isEmpty();
            if (repliesToNothing && draft.replyMustExist()) {
                throw Refusal.invalidField("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
            }
            var kind = repliesTo == null || repliesToNothing ? MessageKind.DEFAULT : MessageKind.REPLY;
            return sentBefore(channelId, author, draft).orElseGet(() -> {
                wake(channel);
                var written = draft.withFlags(MessageFlags.writable(draft.flags()));
                return add(channel, kind, author, repliesToNothing ? written.replyingTo(null) : written, null, null);
            });
        });
    }

    /** An application's answer to an interaction, which needs no permission to send. */
    Message answer(
            Channel channel, MessageKind kind, User author, Draft draft, @Nullable Long visibleTo, long interactionId) {
        if ((draft.flags() & MessageFlags.LOADING) == 0) {
            MessageRules.check(draft);
        }
        return add(channel, kind, author, draft, visibleTo, interactionId);
    }

    void startThread(ThreadChannel thread, User owner) {
        var reference = Draft.text("").replyingTo(thread.id());
        add(thread, MessageKind.THREAD_STARTER, owner, reference, null, null);
        var parent = replace(thread.parentId(), thread.id(), message -> message.withThread(thread.id()));
        events.publish(new WorldEvent.MessageUpdated(parent));
    }

    /** What Discord says of a channel itself, in the name of whoever did it. */
    void note(Channel channel, MessageKind kind, User author, String text) {
        add(channel, kind, author, Draft.text(text), null, null);
    }

    private Message add(
            Channel channel,
            MessageKind kind,
            User author,
            Draft draft,
            @Nullable Long visibleTo,
            @Nullable Long interactionId) {
        long id = world.nextId();
        var content = MessageRules.trimmed(draft.content());
        var pings = pings(channel, author, content, draft.allowedMentions(), draft.repliesTo());
        var message = new Message(
                id,
                channel.id(),
                kind,
                author,
                content,
                draft.repliesTo(),
                draft.nonce(),
                draft.allowedMentions(),
                pings,
                pings,
                draft.embeds(),
                Components.numbered(draft.components()),
                draft.flags(),
                stored(draft.uploads(), channel),
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

    private List<Attachment> stored(List<Upload> uploads, Channel channel) {
        return uploads.stream()
                .map(upload -> Attachment.of(world.nextId(), upload, channel.id()))
                .toList();
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

    /** Who writes into an archived thread takes it out of the archive. */
    private void wake(Channel channel) {
        if (channel instanceof ThreadChannel thread && thread.archived()) {
            world.update(thread.archived(false));
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
                content, allowed, repliedTo, id -> world.findUser(id).isPresent(), id -> isRole(channel, id));
        return channel.guildId() != null && world.allows(channel, author.id(), Permission.MENTION_EVERYONE)
                ? pings
                : new Pings(pings.users(), pings.roles(), false);
    }

    private boolean isRole(Channel channel, long id) {
        var guildId = channel.guildId();
        return guildId != null
                && (guildId == id || world.members().roles(guildId).stream().anyMatch(role -> role.id() == id));
    }

    /** The author changes a message. */
    public Message edit(long channelId, long messageId, User editor, Change change) {
        return events.exclusively(() -> {
            var channel = world.channel(channelId);
            world.require(channel, editor.id(), Permission.VIEW_CHANNEL);
            if (get(channelId, messageId).author().id() != editor.id()) {
                throw Refusal.notYourMessage();
            }
            if (channel instanceof ThreadChannel thread && thread.archived()) {
                throw Refusal.archivedThread();
            }
            return edit(channel, messageId, change);
        });
    }

    Message edit(Channel channel, long messageId, Change change) {
        MessageRules.check(change);
        var message = get(channel.id(), messageId);
        var content = change.content() == null ? message.content() : MessageRules.trimmed(change.content());
        var mentions = pings(channel, message.author(), content, change.allowedMentions(), message.repliesTo());
        var attachments = new ArrayList<>(message.attachments());
        var kept = change.keptAttachments();
        attachments.removeIf(attachment -> kept != null && !kept.contains(attachment.id()));
        attachments.addAll(stored(change.uploads(), channel));
        var edited = message.edited(
                content, change, mentions, attachments, world.clock().instant());
        MessageRules.checkNotEmpty(edited);
        in(channel.id()).put(messageId, edited);
        events.publish(new WorldEvent.MessageUpdated(edited));
        return edited;
    }

    /** @param deleter the author, or somebody who may manage messages there */
    public Message delete(long channelId, long messageId, User deleter) {
        return events.exclusively(() -> {
            var channel = world.channel(channelId);
            world.require(channel, deleter.id(), Permission.VIEW_CHANNEL);
            if (get(channelId, messageId).author().id() != deleter.id()) {
                world.require(channel, deleter.id(), Permission.MANAGE_MESSAGES);
            }
            return remove(channelId, messageId);
        });
    }

    /** Who was answered alone lets that answer go. The application hears nothing of it. */
    public Message dismiss(long channelId, long messageId, User reader) {
        return events.exclusively(() -> {
            var message = get(channelId, messageId);
            if (message.visibleTo() == null || message.visibleTo() != reader.id()) {
                throw Refusal.unknownMessage();
            }
            return remove(channelId, messageId);
        });
    }

    Message remove(long channelId, long messageId) {
        var message = get(channelId, messageId);
        in(channelId).remove(messageId);
        events.publish(new WorldEvent.MessageDeleted(message));
        return message;
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

    /** All messages of a channel, the oldest first, with those that only one user sees. */
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
}
