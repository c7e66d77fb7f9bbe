package dev.rivulet.lambda;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;

/**
 * One call of the function.
 *
 * @param id AWS's request id
 * @param deadline when Lambda stops the function, answered or not
 * @param event as the Runtime API gave it
 */
record Invocation(String id, Instant deadline, Buffer event) {
    /** Set aside for an answer's last bytes before Lambda's own deadline. */
    static final Duration FOR_THE_END = Duration.ofSeconds(2);

    /** How long an answer may be written. */
    Duration forTheAnswer() {
        Duration left = untilDeadline().minus(FOR_THE_END);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** May be negative. The deadline is a time of the wall clock, which goes on while the environment is frozen. */
    Duration untilDeadline() {
        return Duration.between(Instant.now(), deadline);
    }
}
