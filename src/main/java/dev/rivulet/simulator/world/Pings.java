package dev.rivulet.simulator.world;

import java.util.HashSet;
import java.util.Set;

/** Whom a message notifies, by id. */
public record Pings(Set<Long> users, Set<Long> roles, boolean everyone) {
    public static final Pings NOBODY = new Pings(Set.of(), Set.of(), false);

    public Pings {
        users = Set.copyOf(users);
        roles = Set.copyOf(roles);
    }

    public boolean isNobody() {
        return equals(NOBODY);
    }

    Pings and(Pings more) {
        var allUsers = new HashSet<>(users);
        allUsers.addAll(more.users);
        var allRoles = new HashSet<>(roles);
        allRoles.addAll(more.roles);
        return new Pings(allUsers, allRoles, everyone || more.everyone);
    }
}
