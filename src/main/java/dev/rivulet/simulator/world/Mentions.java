package dev.rivulet.simulator.world;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/** Finds in a text whom it pings. */
final class Mentions {
    private static final Pattern USER = Pattern.compile("<@!?(\\d{1,20})>");
    private static final Pattern ROLE = Pattern.compile("<@&(\\d{1,20})>");
    private static final Pattern EVERYONE = Pattern.compile("@(everyone|here)\\b");

    private Mentions() {}

    /** @param repliedTo the author of the message replied to, 0 when it is no reply */
    static Pings in(
            String content, AllowedMentions allowed, long repliedTo, LongPredicate isUser, LongPredicate isRole) {
        var users = new HashSet<Long>();
        for (long id : ids(USER, content)) {
            if (isUser.test(id) && (allowed.users() || allowed.userIds().contains(id))) {
                users.add(id);
            }
        }
        if (repliedTo != 0 && allowed.repliedUser()) {
            users.add(repliedTo);
        }
        var roles = new HashSet<Long>();
        for (long id : ids(ROLE, content)) {
            if (isRole.test(id) && (allowed.roles() || allowed.roleIds().contains(id))) {
                roles.add(id);
            }
        }
        boolean everyone = allowed.everyone() && EVERYONE.matcher(content).find();
        return new Pings(users, roles, everyone);
    }

    private static Set<Long> ids(Pattern pattern, String content) {
        var found = new HashSet<Long>();
        var matcher = pattern.matcher(content);
        while (matcher.find()) {
            try {
                found.add(Long.parseUnsignedLong(matcher.group(1)));
            } catch (NumberFormatException tooLarge) {
                // Not an id of anything.
            }
        }
        return found;
    }
}
