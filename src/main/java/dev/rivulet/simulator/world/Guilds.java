package dev.rivulet.simulator.world;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The servers and who is in them. Guarded by the world's lock. */
final class Guilds {
    private final World world;
    private final Map<Long, Guild> guilds = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> members = new LinkedHashMap<>();

    Guilds(World world) {
        this.world = world;
    }

    Guild create(String name, User owner) {
        var guild = new Guild(world.nextId(), name, owner.id());
        guilds.put(guild.id(), guild);
        members.put(guild.id(), new LinkedHashSet<>(List.of(owner.id())));
        return guild;
    }

    User join(long guildId, User user) {
        var guild = get(guildId);
        if (memberIds(guildId).add(user.id())) {
            world.events().publish(new WorldEvent.MemberJoined(guild, user));
        }
        return user;
    }

    Guild get(long id) {
        return Optional.ofNullable(guilds.get(id)).orElseThrow(Refusal::unknownGuild);
    }

    List<Guild> of(long userId) {
        return guilds.values().stream()
                .filter(guild -> isMember(guild.id(), userId))
                .toList();
    }

    List<User> membersOf(long guildId) {
        return memberIds(get(guildId).id()).stream().map(world::user).toList();
    }

    boolean isMember(long guildId, long userId) {
        return memberIds(guildId).contains(userId);
    }

    private Set<Long> memberIds(long guildId) {
        return members.computeIfAbsent(guildId, id -> new LinkedHashSet<>());
    }
}
