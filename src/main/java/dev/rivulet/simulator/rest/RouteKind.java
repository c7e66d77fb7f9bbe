package dev.rivulet.simulator.rest;

/** What rate limits and faults tell apart. */
public enum RouteKind {
    MESSAGE_CREATE,
    MESSAGE_EDIT,
    MESSAGE_DELETE,
    MESSAGE_READ,
    TYPING,
    REACTION,
    THREAD_CREATE,
    CHANNEL,
    GUILD,
    USER,
    COMMANDS,
    /** Not counted against anybody's global limit. */
    INTERACTION_CALLBACK,
    /** Follow-ups and {@code @original} of interactions; not counted against anybody's global limit. */
    WEBHOOK,
    GATEWAY;

    boolean countsGlobally() {
        return this != INTERACTION_CALLBACK && this != WEBHOOK;
    }

    /** The routes of an interaction carry its token in their path. */
    boolean needsToken() {
        return this != INTERACTION_CALLBACK && this != WEBHOOK;
    }
}
