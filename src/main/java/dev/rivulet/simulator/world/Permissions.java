package dev.rivulet.simulator.world;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was forbidden or permitted to whom in which channel. Guarded by the world's lock. */
final class Permissions {
    private static final Set<Permission> USUAL =
            Arrays.stream(Permission.values()).filter(Permission::isUsual).collect(Collectors.toUnmodifiableSet());

    private final Map<Key, EnumSet<Permission>> granted = new HashMap<>();

    void set(long channelId, long userId, Permission permission, boolean allowed) {
        var permissions = granted.computeIfAbsent(new Key(channelId, userId), key -> EnumSet.copyOf(USUAL));
        if (allowed) {
            permissions.add(permission);
        } else {
            permissions.remove(permission);
        }
    }

    /** @param channel a thread is asked through its parent, unless something was set for itself */
    Set<Permission> of(Channel channel, long userId) {
        var own = granted.get(new Key(channel.id(), userId));
        if (own == null && channel instanceof ThreadChannel thread) {
            own = granted.get(new Key(thread.parentId(), userId));
        }
        return own == null ? USUAL : Set.copyOf(own);
    }

    private record Key(long channelId, long userId) {}
}
