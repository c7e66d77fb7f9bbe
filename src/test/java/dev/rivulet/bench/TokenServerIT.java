package dev.rivulet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenServerIT {
    private static final int ALL = 1_000_000;
    private static final Duration SOON = Duration.ofSeconds(25);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void writesLargeTokensOnlyAsFastAsTheyAreRead() throws Exception {
        TokenServer server = TokenServer.start(vertx).await(SOON.toSeconds(), TimeUnit.SECONDS);
        HttpClientResponse response = vertx.createHttpClient(new HttpClientOptions().setReceiveBufferSize(16 * 1024))
                .request(HttpMethod.POST, server.url().getPort(), "127.0.0.1", "/runtimes/x/invocations")
                .compose(request ->
                        request.send(new JsonObject().put("prompt", ALL + " 0").toBuffer()))
                .onSuccess(HttpClientResponse::pause)
                .await(SOON.toSeconds(), TimeUnit.SECONDS);

        await("a stall", () -> standsStill(server));
        long stalledAt = server.largeTokens();
        assertThat(stalledAt).isLessThan(ALL);
        response.resume();
        await("more", () -> server.largeTokens() > stalledAt);
        response.request().reset();
    }

    private boolean standsStill(TokenServer server) {
        long before = server.largeTokens();
        vertx.timer(200).await();
        return before > 0 && server.largeTokens() == before;
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            vertx.timer(1).await();
        }
    }
}
