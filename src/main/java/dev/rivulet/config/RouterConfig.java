package dev.rivulet.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which backend answers, how much at once, and for how long.
 *
 * @param rules the first that fits decides; none fits: the default backend
 * @param fallbacks backends asked in this order when the chosen one is unavailable, overloaded or silent before its first text
 * @param allowRequested whether a question may name the backend and model it wants
 * @param maxInFlight answers being written at once, in all
 * @param maxPerConversation answers being written at once in one conversation
 * @param maxPerUser answers being written at once for one user
 * @param maxQueued questions that may wait; more are refused
 * @param maxMegabytes what the questions in flight and those that wait may hold together, pictures above all; more are refused, and so
 *     is what exceeds half of it for one user. The least is twice what one question may have
 * @param firstEvent how long a backend may take to its first own event (a model may load for minutes)
 * @param idle how long it may pause between events
 * @param whole how long an answer may take in all
 */
public record RouterConfig(
        @Default("[]") List<Rule> rules,
        @Default("[]") List<String> fallbacks,
        @Default("true") boolean allowRequested,
        @Default("16") int maxInFlight,
        @Default("1") int maxPerConversation,
        @Default("4") int maxPerUser,
        @Default("64") int maxQueued,
        @Default("96") int maxMegabytes,
        @Default("5m") Duration firstEvent,
        @Default("60s") Duration idle,
        @Default("15m") Duration whole) {
    public RouterConfig {
        rules = List.copyOf(rules);
        fallbacks = List.copyOf(fallbacks);
        Check.atLeast("maxInFlight", maxInFlight, 1);
        Check.atLeast("maxPerConversation", maxPerConversation, 1);
        Check.atLeast("maxPerUser", maxPerUser, 1);
        Check.atLeast("maxQueued", maxQueued, 0);
        Check.atLeast("maxMegabytes", maxMegabytes, 64);
        Check.positive("firstEvent", firstEvent);
        Check.positive("idle", idle);
        Check.positive("whole", whole);
    }

    /** The same, but each deadline so much later. */
    public RouterConfig later(Duration by) {
        return new RouterConfig(
                rules,
                fallbacks,
                allowRequested,
                maxInFlight,
                maxPerConversation,
                maxPerUser,
                maxQueued,
                maxMegabytes,
                firstEvent.plus(by),
                idle.plus(by),
                whole.plus(by));
    }

    /**
     * Fits a question that matches all of what is set of {@code server}, {@code channel} and {@code user} (ids); then {@code backend},
     * {@code model} and {@code profile} apply as far as they are set.
     */
    public record Rule(
            @Nullable String server,
            @Nullable String channel,
            @Nullable String user,
            @Nullable String backend,
            @Nullable String model,
            @Nullable String profile) {
        public Rule {
            if (server == null && channel == null && user == null) {
                throw new IllegalArgumentException("must set at least one of server, channel and user");
            }
            if (backend == null && model == null && profile == null) {
                throw new IllegalArgumentException("must set at least one of backend, model and profile");
            }
        }
    }
}
