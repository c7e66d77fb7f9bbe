package dev.rivulet.config;

import java.util.List;

/**
 * Who is answered on Discord; all are ids.
 *
 * @param servers on which servers
 * @param channels in which channels; a thread counts as the channel it hangs on too
 * @param roles people with which roles
 * @param users which people
 * @param directMessages whether direct messages are answered
 * @param admins people who are always answered
 */
public record AccessConfig(
        Listed servers,
        Listed channels,
        Listed roles,
        Listed users,
        @Default("true") boolean directMessages,
        @Default("[]") List<String> admins) {
    public AccessConfig {
        admins = List.copyOf(admins);
    }

    /** Everybody, everywhere. */
    public static AccessConfig everybody() {
        Listed all = new Listed(List.of(), List.of());
        return new AccessConfig(all, all, all, all, true, List.of());
    }

    /**
     * Denying wins over allowing.
     *
     * @param allow only these; empty for all
     * @param deny never these
     */
    public record Listed(
            @Default("[]") List<String> allow,
            @Default("[]") List<String> deny) {
        public Listed {
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }
    }
}
