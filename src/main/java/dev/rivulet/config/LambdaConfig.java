package dev.rivulet.config;

/**
 * The router as an AWS Lambda function.
 *
 * @param response how answers leave; set together with the API's route, since the function isn't told what its caller expects
 */
public record LambdaConfig(@Default("stream") Response response) {

    /** How a response leaves the function. */
    public enum Response {
        /** As it is written: for integrations with response streaming. */
        STREAM,
        /** As one JSON object when it is whole: for HTTP APIs and integrations without streaming. */
        BUFFERED
    }
}
