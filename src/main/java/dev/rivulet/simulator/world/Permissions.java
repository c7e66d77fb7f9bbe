package dev.rivulet.simulator.world;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was forbidden or permitted to whom in which channel. Guarded by the world's lock. */
final class Permissions {
    static final Set<Permission> USUAL =
            Arrays.stream(Permission.values()).filter(Permission::isUsual).collect(Collectors.toUnmodifiableSet());

    private final Map<Key, Map<Permission, Boolean>> overwrites = new HashMap<>();

    void set(long channelId, long userId, Permission permission, boolean allowed) {
        overwrites
                .computeIfAbsent(new Key(channelId, userId), key -> new EnumMap<>(Permission.class))
                .put(permission, allowed);
    }

    /**
     * @param channel a thread is asked through its parent, unless something was set for itself
     * @param base what the user may do in the whole server
     */
    Set<Permission> of(Channel channel, long userId, Set<Permission> base) {
        if (base.contains(Permission.ADMINISTRATOR)) {
            return EnumSet.allOf(Permission.class);
        }
        var own = overwrites.get(new Key(channel.id(), userId));
        if (own == null && channel instanceof ThreadChannel thread) {
            own = overwrites.get(new Key(thread.parentId(), userId));
        }
        var granted = EnumSet.copyOf(base);
        if (own != null) {
            own.forEach((permission, allowed) -> {
                if (allowed) {
                    granted.add(permission);
                } else {
                    granted.remove(permission);
                }
            });
        }
        return granted;
    }

    private record Key(long channelId, long userId) {}
}
