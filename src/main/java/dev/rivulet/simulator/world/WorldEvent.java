package dev.rivulet.simulator.world;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened. Subscribers get every event, in the order in which things happened. */
public sealed interface WorldEvent {
    record MessageCreated(Message message) implements WorldEvent {}

    /** The text, or anything but the reactions, is another; {@code message} is the new version. */
    record MessageUpdated(Message message) implements WorldEvent {}

    /** {@code message} is its last version. */
    record MessageDeleted(Message message) implements WorldEvent {}

    record TypingStarted(Channel channel, User user) implements WorldEvent {}

    record ReactionAdded(Message message, User user, String emoji) implements WorldEvent {}

    record ReactionRemoved(Message message, User user, String emoji) implements WorldEvent {}

    record ChannelCreated(Channel channel) implements WorldEvent {}

    record ChannelUpdated(Channel channel) implements WorldEvent {}

    record ChannelDeleted(Channel channel) implements WorldEvent {}

    /** Somebody used a command, a button or a dialog of an application. */
    record InteractionCreated(Interaction interaction) implements WorldEvent {}

    /** The application answered in time; {@code interaction} says how. */
    record InteractionAnswered(Interaction interaction) implements WorldEvent {}

    /** The application did not answer within {@link Interactions#DEADLINE}: people see "The application did not respond". */
    record InteractionFailed(Interaction interaction) implements WorldEvent {}

    record MemberJoined(Guild guild, User user) implements WorldEvent {}

    /** Somebody got or lost a role. */
    record MemberUpdated(Guild guild, User user) implements WorldEvent {}

    record RoleCreated(Role role) implements WorldEvent {}

    /** The server speaks another language. */
    record GuildUpdated(Guild guild) implements WorldEvent {}

    /**
     * A request to the HTTP API was answered, or its connection dropped.
     *
     * @param route the template, such as {@code /channels/{channel_id}/messages}; the path itself when there is no such route
     * @param userId whose token came with it, null for none
     * @param status 0 when the connection was dropped instead of an answer
     * @param request the body as JSON, null for none
     * @param response the body as JSON, null for none
     * @param limit the state of its rate limit, null when it never got so far
     */
    record RestExchange(
            String method,
            String route,
            String path,
            @Nullable Long userId,
            int status,
            @Nullable Object request,
            @Nullable Object response,
            @Nullable LimitState limit,
            Instant receivedAt,
            Duration took)
            implements WorldEvent {}

    /**
     * A rate limit after a request.
     *
     * @param bucket such as {@code message_edit:<channel id>}
     */
    record LimitState(String bucket, int limit, int remaining, Instant resetAt, boolean rejected) {}
}
