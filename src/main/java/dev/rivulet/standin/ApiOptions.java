package dev.rivulet.standin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an API is set up, and how its gateway behaves.
 *
 * @param stage the first part of every path
 * @param payload the format of the function's events
 * @param mode how responses are passed on
 * @param signatures who may call, by IAM; null lets everybody in
 * @param idle how long a streamed response may pause
 * @param total how long an integration may take in all
 * @param tellsOfLeaving whether the function's connection is closed when the client goes away; API Gateway itself may go on reading
 */
public record ApiOptions(
        String stage,
        Payload payload,
        Mode mode,
        @Nullable SignatureCheck signatures,
        Duration idle,
        Duration total,
        boolean tellsOfLeaving) {

    /** A format of proxy events. */
    public enum Payload {
        /** Of REST APIs. */
        V1,
        /** Of HTTP APIs and function URLs. */
        V2
    }

    /** A transfer mode of responses. */
    public enum Mode {
        STREAM,
        BUFFERED
    }

    /** A regional REST API that streams, with the longest time-outs there are, open to everybody. */
    public static ApiOptions streaming() {
        return new ApiOptions(
                "live", Payload.V1, Mode.STREAM, null, Duration.ofMinutes(5), Duration.ofMinutes(15), true);
    }

    public ApiOptions with(SignatureCheck check) {
        return new ApiOptions(stage, payload, mode, check, idle, total, tellsOfLeaving);
    }

    public ApiOptions with(Payload other, Mode otherMode) {
        return new ApiOptions(stage, other, otherMode, signatures, idle, total, tellsOfLeaving);
    }

    public ApiOptions timeouts(Duration otherIdle, Duration otherTotal) {
        return new ApiOptions(stage, payload, mode, signatures, otherIdle, otherTotal, tellsOfLeaving);
    }

    public ApiOptions swallowingLeaving() {
        return new ApiOptions(stage, payload, mode, signatures, idle, total, false);
    }
}
