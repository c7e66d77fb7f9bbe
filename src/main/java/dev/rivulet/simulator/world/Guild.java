package dev.rivulet.simulator.world;

/** A server. Its {@code @everyone} role has the server's own id. */
public record Guild(long id, String name, long ownerId) {}
