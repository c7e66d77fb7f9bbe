package dev.rivulet.discord.people;

import dev.rivulet.config.AccessConfig;
import dev.rivulet.config.AccessConfig.Listed;
import dev.rivulet.discord.client.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether somebody is answered somewhere. Pure. */
public record Access(AccessConfig config) {

    /** What is known of who asks, and where. */
    record Visitor(String userId, @Nullable String guildId, Place place) {}

    /** What can be said. */
    public enum Verdict {
        WELCOME(""),
        /** It depends on the person's roles there, which have to be looked up for {@link Access#judge(Visitor, Set)}. */
        DEPENDS_ON_ROLES(""),
        NOT_YOU("I may not answer you there; ask whoever runs me to let you in."),
        NOT_THERE("I may not answer in that channel; ask me in another one."),
        /** Some channels are let in or kept out, and Discord doesn't say which one it is. */
        NOT_KNOWN_WHERE("Discord doesn't tell me just now which channel that is; ask again in a minute."),
        NOT_ON_THAT_SERVER("I may not answer on that server; ask whoever runs me to let it in."),
        NOT_DIRECTLY("I don't answer direct messages; mention me on a server where we both are.");

        private final String line;

        Verdict(String line) {
            this.line = line;
        }

        /** What the person is told, in a sentence. */
        public String line() {
            return line;
        }
    }

    /** Whether there is any rule. */
    boolean isOpen() {
        return config.equals(AccessConfig.everybody());
    }

    boolean isAdmin(String userId) {
        return config.admins().contains(userId);
    }

    /** As far as it can be said without roles. */
    Verdict judge(Visitor visitor) {
        Listed users = config.users();
        if (isAdmin(visitor.userId())) {
            return Verdict.WELCOME;
        }
        if (users.deny().contains(visitor.userId())) {
            return Verdict.NOT_YOU;
        }
        Verdict there = judgePlace(visitor.guildId(), visitor.place());
        if (there != Verdict.WELCOME) {
            return there;
        }
        boolean named = users.allow().contains(visitor.userId());
        boolean namedOnly = !users.allow().isEmpty() || !config.roles().allow().isEmpty();
        boolean byRoles = visitor.guildId() != null
                && (!config.roles().deny().isEmpty() || (!config.roles().allow().isEmpty() && !named));
        if (byRoles) {
            return Verdict.DEPENDS_ON_ROLES;
        }
        return named || !namedOnly ? Verdict.WELCOME : Verdict.NOT_YOU;
    }

    /** After {@link Verdict#DEPENDS_ON_ROLES}. */
    Verdict judge(Visitor visitor, Set<String> roles) {
        Listed listed = config.roles();
        if (listed.deny().stream().anyMatch(roles::contains)) {
            return Verdict.NOT_YOU;
        }
        List<String> users = config.users().allow();
        boolean namedOnly = !users.isEmpty() || !listed.allow().isEmpty();
        return !namedOnly
                        || users.contains(visitor.userId())
                        || listed.allow().stream().anyMatch(roles::contains)
                ? Verdict.WELCOME
                : Verdict.NOT_YOU;
    }

    private Verdict judgePlace(@Nullable String guildId, Place place) {
        if (guildId == null) {
            return config.directMessages() ? Verdict.WELCOME : Verdict.NOT_DIRECTLY;
        }
        if (!admits(config.servers(), Set.of(guildId))) {
            return Verdict.NOT_ON_THAT_SERVER;
        }
        Listed channels = config.channels();
        boolean someListed = !channels.allow().isEmpty() || !channels.deny().isEmpty();
        if (place.kind() == Place.Kind.UNKNOWN && someListed) {
            return Verdict.NOT_KNOWN_WHERE;
        }
        return admits(channels, new HashSet<>(List.of(place.channelId(), place.listedAs())))
                ? Verdict.WELCOME
                : Verdict.NOT_THERE;
    }

    private static boolean admits(Listed listed, Set<String> ids) {
        return listed.deny().stream().noneMatch(ids::contains)
                && (listed.allow().isEmpty() || listed.allow().stream().anyMatch(ids::contains));
    }
}
