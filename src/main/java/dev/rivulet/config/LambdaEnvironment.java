package dev.rivulet.config;

import java.util.Map;
import java.util.Optional;

/**
 * What Lambda tells a runtime about its place: not settings, but facts of the
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">environment</a>.
 *
 * @param runtimeApi host and port of the Runtime API
 * @param snapStart whether the environment is kept as a snapshot once it has started, and restored from it later
 */
public record LambdaEnvironment(String runtimeApi, boolean snapStart) {

    /** This process's; empty where it doesn't run in Lambda. */
    public static Optional<LambdaEnvironment> system() {
        return of(System.getenv());
    }

    static Optional<LambdaEnvironment> of(Map<String, String> variables) {
        return Optional.ofNullable(variables.get("AWS_LAMBDA_RUNTIME_API"))
                .filter(api -> !api.isBlank())
                .map(api -> new LambdaEnvironment(
                        api, "snap-start".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE"))));
    }
}
