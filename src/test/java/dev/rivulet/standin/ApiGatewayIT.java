package dev.rivulet.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway alone; the function is the test. */
class ApiGatewayIT {
    private static final String PRELUDE =
            "{\"statusCode\":200,\"headers\":{\"content-type\":\"text/plain\"},\"cookies\":[]}" + "\0".repeat(8);

    record Invoked(JsonObject event, Answer answer) {}

    final Vertx vertx = Vertx.vertx();
    final BlockingQueue<Invoked> invoked = new LinkedBlockingQueue<>();
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ApiGateway gateway;

    @AfterEach
    void stop() throws Exception {
        client.shutdownNow();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    private void start(ApiOptions options) throws Exception {
        gateway = ApiGateway.start(
                        vertx, (event, answer) -> invoked.add(new Invoked(event.toJsonObject(), answer)), options)
                .await(20, TimeUnit.SECONDS);
    }

    private HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("X-Test", "yes")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private Invoked next() throws InterruptedException {
        Invoked next = invoked.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("an invocation").isNotNull();
        return next;
    }

    private void function(FunctionStep step) {
        Thread.ofVirtual().start(() -> {
            try {
                step.run(next());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface FunctionStep {
        void run(Invoked invoked);
    }

    @Test
    void passesEachWriteOnAtOnceWhereItStreams() throws Exception {
        start(ApiOptions.streaming());
        var sending = client.sendAsync(post("/chat", "{}").build(), HttpResponse.BodyHandlers.ofInputStream());
        Invoked invoked = next();
        assertThat(invoked.event().getString("httpMethod")).isEqualTo("POST");
        assertThat(invoked.event().getString("path")).isEqualTo("/chat");
        assertThat(invoked.event().getJsonObject("headers").getString("X-Test")).isEqualTo("yes");
        invoked.answer().bytes(Buffer.buffer(PRELUDE.substring(0, 30)));
        invoked.answer().bytes(Buffer.buffer(PRELUDE.substring(30) + "one"));
        try (InputStream body = sending.get(20, TimeUnit.SECONDS).body()) {
            assertThat(new String(body.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("one");
            invoked.answer().bytes(Buffer.buffer("two"));
            assertThat(new String(body.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("two");
            invoked.answer().ended(null);
            assertThat(body.read()).isEqualTo(-1);
        }
    }

    @Test
    void sendsPayload2AndTakesAWholeProxyResponse() throws Exception {
        start(ApiOptions.streaming().with(ApiOptions.Payload.V2, ApiOptions.Mode.BUFFERED));
        function(invoked -> {
            assertThat(invoked.event().getString("version")).isEqualTo("2.0");
            assertThat(invoked.event().getString("rawPath")).isEqualTo("/live/chat");
            assertThat(invoked.event().getBoolean("isBase64Encoded")).isTrue();
            invoked.answer()
                    .bytes(Buffer.buffer(
                            "{\"statusCode\":202,\"headers\":{},\"body\":\"whole\",\"isBase64Encoded\":false}"));
            invoked.answer().ended(null);
        });
        HttpResponse<String> response = client.send(post("/chat", "{}").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("whole");
    }

    @Test
    void refusesInTheWordsOfApiGatewayWithoutCallingTheFunction() throws Exception {
        start(ApiOptions.streaming()
                .with(new SignatureCheck(
                        Map.of("AKID", new SignatureCheck.Principal("secret", "arn:aws:iam::1:user/ada")),
                        Clock.systemUTC())));
        assertThat(refusal(403, post("/chat", "{}"))).isEqualTo("Missing Authentication Token");
        assertThat(refusal(403, post("/chat", "{}").header("Authorization", "Bearer x")))
                .startsWith("Authorization header requires");
        assertThat(invoked).isEmpty();
    }

    @Test
    void refusesEventsThatLambdaWouldNotTake() throws Exception {
        start(ApiOptions.streaming());
        // Each quote takes two bytes in the event.
        assertThat(refusal(413, post("/chat", "\"".repeat(3_200_000)))).isEqualTo("Request Too Long");
        assertThat(refusal(403, post("-of-another/chat", "{}"))).isEqualTo("Forbidden");
        assertThat(invoked).isEmpty();
    }

    @Test
    void answers502ForAFunctionThatFailedAnd504ForOneThatTakesTooLong() throws Exception {
        start(ApiOptions.streaming().timeouts(Duration.ofMillis(300), Duration.ofMillis(300)));
        function(invoked -> invoked.answer().ended(new FunctionError("Runtime.ExitError", "exit status 1")));
        assertThat(refusal(502, post("/chat", "{}"))).isEqualTo("Internal server error");
        function(invoked -> {
            invoked.answer().bytes(Buffer.buffer("{\"no\":\"prelude\"}"));
            invoked.answer().ended(null);
        });
        assertThat(refusal(502, post("/chat", "{}"))).isEqualTo("Internal server error");
        assertThat(refusal(504, post("/chat", "{}"))).isEqualTo("Endpoint request timed out");
    }

    @Test
    void cutsAStreamThatFailedOrFellSilent() throws Exception {
        start(ApiOptions.streaming().timeouts(Duration.ofMillis(300), Duration.ofSeconds(20)));
        function(invoked -> {
            invoked.answer().bytes(Buffer.buffer(PRELUDE + "one"));
            invoked.answer().ended(new FunctionError("Rivulet.truncated", "midway"));
        });
        assertThatThrownBy(() -> client.send(post("/chat", "{}").build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        function(invoked -> invoked.answer().bytes(Buffer.buffer(PRELUDE + "one")));
        assertThatThrownBy(() -> client.send(post("/chat", "{}").build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void tellsTheFunctionThatTheClientLeftOrSwallowsIt() throws Exception {
        start(ApiOptions.streaming());
        assertThat(leaves().poll(20, TimeUnit.SECONDS)).isEqualTo("aborted");
        gateway.close().await(20, TimeUnit.SECONDS);
        start(ApiOptions.streaming().swallowingLeaving());
        assertThat(leaves().poll(20, TimeUnit.SECONDS)).isEqualTo("resumed");
    }

    private BlockingQueue<String> leaves() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        var sending = client.sendAsync(post("/chat", "{}").build(), HttpResponse.BodyHandlers.ofInputStream());
        Answer answer = next().answer();
        answer.taken(new Answer.Flow() {
            @Override
            public void pause() {
                told.add("paused");
            }

            @Override
            public void resume() {
                told.add("resumed");
            }

            @Override
            public void abort() {
                told.add("aborted");
            }
        });
        answer.bytes(Buffer.buffer(PRELUDE + "one"));
        InputStream body = sending.get(20, TimeUnit.SECONDS).body();
        body.readNBytes(3);
        body.close();
        return told;
    }

    private @Nullable String refusal(int status, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.fieldNames()).containsExactly("message");
        return body.getString("message");
    }
}
