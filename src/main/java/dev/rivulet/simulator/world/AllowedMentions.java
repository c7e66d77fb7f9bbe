package dev.rivulet.simulator.world;

import java.util.Set;

/**
 * Whom a message may ping, as its writer limited it.
 *
 * @param users every user that the text names
 * @param roles every role that the text names
 * @param everyone {@code @everyone} and {@code @here}
 * @param userIds these users, when the text names them
 * @param roleIds these roles, when the text names them
 * @param repliedUser the author of the message that is replied to
 * @param given whether the writer said anything about it at all
 * @see <a href="https://discord.com/developers/docs/resources/message#allowed-mentions-object">Allowed mentions</a>
 */
public record AllowedMentions(
        boolean users,
        boolean roles,
        boolean everyone,
        Set<Long> userIds,
        Set<Long> roleIds,
        boolean repliedUser,
        boolean given) {
    /** What holds when the writer says nothing: everything pings. */
    public static final AllowedMentions UNLIMITED =
            new AllowedMentions(true, true, true, Set.of(), Set.of(), true, false);

    public AllowedMentions {
        userIds = Set.copyOf(userIds);
        roleIds = Set.copyOf(roleIds);
    }
}
