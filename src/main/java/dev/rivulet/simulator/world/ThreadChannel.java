package dev.rivulet.simulator.world;

/**
 * A thread below a text channel. One started from a message has that message's id.
 *
 * @param invitationOnly a private thread
 * @param locked only those who manage threads may wake it from the archive
 */
public record ThreadChannel(
        long id,
        Long guildId,
        long parentId,
        String name,
        long ownerId,
        boolean invitationOnly,
        boolean archived,
        boolean locked,
        int autoArchiveMinutes)
        implements Channel {
    public ThreadChannel named(String newName) {
        return new ThreadChannel(
                id, guildId, parentId, newName, ownerId, invitationOnly, archived, locked, autoArchiveMinutes);
    }

    public ThreadChannel archived(boolean nowArchived) {
        return new ThreadChannel(
                id, guildId, parentId, name, ownerId, invitationOnly, nowArchived, locked, autoArchiveMinutes);
    }
}
