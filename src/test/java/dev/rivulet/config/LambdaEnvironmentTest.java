package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaEnvironmentTest {
    @Test
    void isThereOnlyWhereLambdaNamesItsRuntimeApi() {
        assertThat(LambdaEnvironment.of(Map.of())).isEmpty();
        assertThat(LambdaEnvironment.of(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001")))
                .hasValue(new LambdaEnvironment("127.0.0.1:9001", false));
        assertThat(LambdaEnvironment.of(Map.of(
                        "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001", "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")))
                .hasValue(new LambdaEnvironment("127.0.0.1:9001", true));
    }
}
