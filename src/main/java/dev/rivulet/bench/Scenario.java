package dev.rivulet.bench;

import dev.rivulet.simulator.rest.Limit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is measured: answers of so many tokens at such a rate, under such limits.
 *
 * @param channels in how many channels at once
 * @param perChannel how many answers at once in each of them
 * @param tokens how long each answer is; the answers of a scenario with {@code randomEnds} are longer by a
 *     random number of tokens
 * @param limit of edits and, counted apart, of new messages, for each channel
 * @param changed the limit from the middle of the run on; null for no change
 * @param targets what it is to reach
 */
record Scenario(
        String name,
        int channels,
        int perChannel,
        int tokens,
        int tokensPerSecond,
        boolean randomEnds,
        Limit limit,
        @Nullable Limit changed,
        Targets targets) {

    /**
     * At most so long; null where nothing is asked.
     *
     * @param meanWait how long a token waits until it is visible, on average
     * @param first from the first token to the first visible text
     * @param end from the last token to the final text, at the worst of all answers
     * @param freeze between two changes of the visible text, at the worst of all answers
     */
    record Targets(
            @Nullable Duration meanWait,
            @Nullable Duration first,
            @Nullable Duration end,
            @Nullable Duration freeze) {}

    /** How long the model writes. */
    Duration length() {
        return Duration.ofMillis(1000L * tokens / tokensPerSecond);
    }
}
