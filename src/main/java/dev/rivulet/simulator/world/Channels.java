package dev.rivulet.simulator.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channels of all servers, their threads, and the direct conversations. Guarded by the world's lock. */
final class Channels {
    private static final int MAX_NAME = 100;

    private final World world;
    private final Map<Long, Channel> channels = new LinkedHashMap<>();

    Channels(World world) {
        this.world = world;
    }

    TextChannel create(long guildId, String name, @Nullable String topic) {
        var position = ofGuild(world.guild(guildId).id()).size();
        return add(new TextChannel(world.nextId(), guildId, name, topic, position));
    }

    ThreadChannel createThread(long parentId, User owner, String name, int autoArchiveMinutes, boolean invitationOnly) {
        var thread = add(thread(world.nextId(), parentId, owner, name, autoArchiveMinutes, invitationOnly));
        if (!invitationOnly) {
            world.messages().note(get(parentId), MessageKind.THREAD_CREATED, owner, name);
        }
        return thread;
    }

    ThreadChannel createThread(long parentId, long messageId, User owner, String name, int autoArchiveMinutes) {
        world.messages().get(parentId, messageId);
        if (channels.containsKey(messageId)) {
            throw Refusal.threadAlreadyThere();
        }
        var thread = add(thread(messageId, parentId, owner, name, autoArchiveMinutes, false));
        world.messages().startThread(thread, owner);
        return thread;
    }

    private ThreadChannel thread(
            long id, long parentId, User owner, String name, int autoArchiveMinutes, boolean invitationOnly) {
        if (!(get(parentId) instanceof TextChannel parent)) {
            throw Refusal.wrongChannelType();
        }
        world.require(
                parent,
                owner.id(),
                invitationOnly ? Permission.CREATE_PRIVATE_THREADS : Permission.CREATE_PUBLIC_THREADS);
        checkName(name);
        return new ThreadChannel(
                id, parent.guildId(), parentId, name, owner.id(), invitationOnly, false, false, autoArchiveMinutes);
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw Refusal.badLength("name", 1, MAX_NAME);
        }
    }

    /** Somebody who may changes a thread; its new name is said in it. Whoever may write there may take it out of the archive. */
    ThreadChannel change(ThreadChannel changed, User by) {
        if (!(get(changed.id()) instanceof ThreadChannel before)) {
            throw Refusal.wrongChannelType();
        }
        if (before.ownerId() != by.id()) {
            boolean onlyWakes = before.archived() && !before.locked() && changed.equals(before.archived(false));
            world.require(before, by.id(), onlyWakes ? Permission.SEND_MESSAGES_IN_THREADS : Permission.MANAGE_THREADS);
        }
        if (before.archived() && changed.archived()) {
            throw Refusal.archivedThread();
        }
        checkName(changed.name());
        update(changed);
        if (!changed.name().equals(before.name())) {
            world.messages().note(changed, MessageKind.NAME_CHANGED, by, changed.name());
        }
        return changed;
    }

    Channel openDirect(User one, User other) {
        if (one.id() == other.id() || (one.bot() && other.bot())) {
            throw Refusal.cannotMessageThisUser();
        }
        return directsOf(one.id()).stream()
                .filter(channel -> channel instanceof DirectChannel direct && direct.has(other.id()))
                .findFirst()
                .orElseGet(() -> add(new DirectChannel(world.nextId(), List.of(one, other))));
    }

    private <C extends Channel> C add(C channel) {
        channels.put(channel.id(), channel);
        world.events().publish(new WorldEvent.ChannelCreated(channel));
        return channel;
    }

    Channel update(Channel channel) {
        channels.put(get(channel.id()).id(), channel);
        world.events().publish(new WorldEvent.ChannelUpdated(channel));
        return channel;
    }

    Channel delete(long id) {
        var channel = get(id);
        channels.remove(id);
        world.events().publish(new WorldEvent.ChannelDeleted(channel));
        return channel;
    }

    Channel get(long id) {
        return Optional.ofNullable(channels.get(id)).orElseThrow(Refusal::unknownChannel);
    }

    List<Channel> all() {
        return List.copyOf(channels.values());
    }

    List<Channel> ofGuild(long guildId) {
        return channels.values().stream()
                .filter(channel -> channel.guildId() != null && channel.guildId() == guildId)
                .toList();
    }

    List<Channel> directsOf(long userId) {
        return channels.values().stream()
                .filter(channel -> channel instanceof DirectChannel direct && direct.has(userId))
                .toList();
    }
}
