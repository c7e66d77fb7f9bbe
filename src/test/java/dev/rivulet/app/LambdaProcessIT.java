package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.standin.RuntimeApiServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lambda} as a process of its own, as Lambda starts it. */
class LambdaProcessIT {
    final Vertx vertx = Vertx.vertx();

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        Await.soon("Vert.x's end", vertx.close());
    }

    @Test
    void reportsAStartThatFailsWithTheSettingToChange() throws Exception {
        RuntimeApiServer runtime = Await.soon("the Runtime API", RuntimeApiServer.start(vertx));
        Launched lambda = Launched.main(
                home, Map.of("AWS_LAMBDA_RUNTIME_API", runtime.address(), "RIVULET_ROUTER_IDLE", "soon"), "lambda");
        assertThat(lambda.exit()).isEqualTo(2);
        assertThat(runtime.initialized().failed()).isTrue();
        assertThat(runtime.initialized().cause()).hasMessageContaining("router.idle");
    }

    @Test
    void endsWhenTheRuntimeApiIsGone() throws Exception {
        RuntimeApiServer runtime = Await.soon("the Runtime API", RuntimeApiServer.start(vertx));
        try (Running lambda = Running.main(home, Map.of("AWS_LAMBDA_RUNTIME_API", runtime.address()), "lambda")) {
            Await.soon("the start", runtime.initialized());
            Await.soon("the Runtime API's end", runtime.close());
            assertThat(lambda.exit()).isEqualTo(1);
            assertThat(lambda.out()).contains("Lambda's Runtime API at " + runtime.address() + " is gone");
        }
    }

    @Test
    void saysWhereItBelongsWhenLambdaDidNotStartIt() throws Exception {
        Launched lambda = Launched.main(home, Map.of(), "lambda");
        assertThat(lambda.exit()).isEqualTo(2);
        assertThat(lambda.err()).contains("AWS_LAMBDA_RUNTIME_API", "./rivulet serve");
    }
}
