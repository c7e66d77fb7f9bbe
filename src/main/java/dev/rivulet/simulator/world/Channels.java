package dev.rivulet.simulator.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channels of all servers, their threads, and the direct conversations. Guarded by the world's lock. */
final class Channels {
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
        return add(thread(world.nextId(), parentId, owner, name, autoArchiveMinutes, invitationOnly));
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
        world.require(parent, owner.id(), Permission.CREATE_PUBLIC_THREADS);
        return new ThreadChannel(
                id, parent.guildId(), parentId, name, owner.id(), invitationOnly, false, false, autoArchiveMinutes);
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
