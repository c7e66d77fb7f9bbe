package dev.rivulet.simulator.world;

import java.util.Set;

/**
 * Something that members of a server may be, with what it lets them do beyond what everybody may.
 *
 * @param position the higher ones stand above the lower; {@code @everyone} is 0
 */
public record Role(long id, long guildId, String name, int position, Set<Permission> permissions) {
    public Role {
        permissions = Set.copyOf(permissions);
    }

    /** How a message names this role. */
    public String mention() {
        return "<@&" + id + ">";
    }
}
