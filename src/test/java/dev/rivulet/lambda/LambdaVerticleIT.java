package dev.rivulet.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Usage;
import dev.rivulet.http.ChatEndpoint;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The bytes between the function and the Runtime API, on bare sockets. */
class LambdaVerticleIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String NULS = "\0".repeat(8);
    private static final ChatEvent STARTED = new ChatEvent.Started("r", "ollama", "tiny");
    private static final ChatEvent COMPLETED =
            new ChatEvent.Completed(ChatEvent.Finish.STOP, Usage.UNKNOWN, Duration.ZERO);

    RawRuntime runtime;
    Function function;

    @BeforeEach
    void start() throws Exception {
        runtime = new RawRuntime();
    }

    @AfterEach
    void stop() throws Exception {
        if (function != null) {
            function.close();
        }
        runtime.close();
    }

    private void function() throws Exception {
        function = new Function(runtime.address());
    }

    @Test
    void writesPreludeAndEightNulsAndThenOneChunkADelta() throws Exception {
        function();
        runtime.invoke("id-1", Function.in(LONG), Function.streamed());
        Function.Asked asked = function.asked();
        asked.write(STARTED);
        RawRuntime.Post post = runtime.post();
        assertThat(post.head)
                .isEqualTo("POST /2018-06-01/runtime/invocation/id-1/response HTTP/1.1\r\n"
                        + "Host: " + runtime.address() + "\r\n"
                        + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
                        + "Trailer: Lambda-Runtime-Function-Error-Type\r\n"
                        + "Trailer: Lambda-Runtime-Function-Error-Body\r\n"
                        + "Content-Type: application/vnd.awslambda.http-integration-response\r\n"
                        + "Transfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n");
        String first = post.until("\n\n\r\n");
        int end = first.indexOf(NULS);
        JsonObject prelude = new JsonObject(first.substring(first.indexOf("\r\n") + 2, end));
        assertThat(prelude.fieldNames()).containsExactly("statusCode", "headers", "cookies");
        assertThat(prelude.getInteger("statusCode")).isEqualTo(200);
        assertThat(prelude.getJsonObject("headers").getString("content-type")).isEqualTo("text/event-stream");
        assertThat(Integer.parseInt(first.substring(0, first.indexOf("\r\n")), 16))
                .as("the first chunk holds the prelude and the NULs")
                .isEqualTo(end + 8 - first.indexOf("\r\n") - 2);

        String before = post.until("\"tiny\"}\n\n\r\n");
        asked.write(new ChatEvent.TextDelta("Hel"));
        String event = "event: delta\ndata: {\"text\":\"Hel\"}\n\n";
        String chunk = Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
        assertThat(post.until("Hel\"}\n\n\r\n").substring(before.length()))
                .as("the first delta, before there is a second")
                .isEqualTo(chunk);
        asked.write(COMPLETED);
        assertThat(post.whole()).startsWith(before + chunk).endsWith("\"elapsedMs\":0}\n\n\r\n0\r\n\r\n");
    }

    @Test
    void tellsAFailureInTheBodyAndInTheTrailers() throws Exception {
        function();
        runtime.invoke("id-1", Function.in(LONG), Function.streamed());
        Function.Asked asked = function.asked();
        asked.write(STARTED);
        asked.write(new ChatEvent.TextDelta("So far"));
        asked.write(new ChatEvent.Failed(new Failure.Truncated("It broke öff.", "")));
        String body = runtime.post().whole();
        assertThat(body).contains("event: failed\ndata: {\"kind\":\"truncated\"");
        String trailers = body.substring(body.lastIndexOf("\r\n0\r\n") + 5);
        assertThat(trailers.lines().toList().getFirst())
                .isEqualTo("Lambda-Runtime-Function-Error-Type: Rivulet.truncated");
        assertThat(trailers.lines().toList().get(1)).matches("Lambda-Runtime-Function-Error-Body: [A-Za-z0-9+/=]+");
        assertThat(trailers).endsWith("\r\n\r\n");
        String error = trailers.lines().toList().get(1).replaceFirst(".*: ", "");
        assertThat(new JsonObject(new String(Base64.getDecoder().decode(error), StandardCharsets.UTF_8)).getMap())
                .containsEntry("errorType", "Rivulet.truncated")
                .containsEntry("errorMessage", "It broke öff.")
                .containsEntry("stackTrace", List.of());
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new Failure.Unavailable("", ""), true),
                Arguments.of(new Failure.MalformedStream("", ""), true),
                Arguments.of(new Failure.Truncated("", ""), true),
                Arguments.of(new Failure.TimedOut("", ""), true),
                Arguments.of(new Failure.Rejected("", ""), false),
                Arguments.of(new Failure.Overloaded("", "", null), false),
                Arguments.of(new Failure.OverBudget("", "", LONG), false),
                Arguments.of(new Failure.Cancelled("", ""), false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void callsItAnErrorOfTheFunctionOnlyWhereSomethingBroke(Failure failure, boolean broke) throws Exception {
        function();
        runtime.invoke("id-1", Function.in(LONG), Function.streamed());
        Function.Asked asked = function.asked();
        asked.write(STARTED);
        asked.write(new ChatEvent.Failed(failure));
        String body = runtime.post().whole();
        assertThat(body).contains("event: failed\ndata: {\"kind\":\"" + failure.kind() + "\"");
        String trailers = body.substring(body.lastIndexOf("\r\n0\r\n") + 5);
        if (broke) {
            assertThat(trailers).startsWith("Lambda-Runtime-Function-Error-Type: Rivulet." + failure.kind() + "\r\n");
        } else {
            assertThat(trailers).isEqualTo("\r\n");
        }
    }

    @Test
    void answersWhatIsWrongBeforeThePreludeWithAStatusAndGoesOn() throws Exception {
        function();
        runtime.invoke("broken", Function.in(LONG), "{\"no\": \"proxy event");
        assertThat(status(runtime.post())).isEqualTo(400);
        runtime.invoke("other", Function.in(LONG), "{\"Records\":[]}");
        assertThat(status(runtime.post())).isEqualTo(400);
        runtime.invoke("null", Function.in(LONG), "{\"version\":null}");
        assertThat(status(runtime.post())).isEqualTo(400);
        runtime.invoke("unknown", Function.in(LONG), Function.event("GET", "/nothing", null));
        assertThat(status(runtime.post())).isEqualTo(404);
        runtime.invoke("empty", Function.in(LONG), Function.event("POST", "/chat", "{}"));
        assertThat(status(runtime.post())).isEqualTo(400);
        JsonObject open = new JsonObject(Function.streamed());
        open.getJsonObject("requestContext").remove("identity");
        runtime.invoke("stranger", Function.in(LONG), open.encode());
        assertThat(status(runtime.post())).isEqualTo(401);
        assertThat(function.wasAsked()).isFalse();

        runtime.invoke("good", Function.in(LONG), Function.event("POST", "/chat", Function.HELLO));
        Function.Asked asked = function.asked();
        asked.write(STARTED);
        asked.write(new ChatEvent.TextDelta("Hello"));
        asked.write(COMPLETED);
        String response = runtime.post().unchunked();
        assertThat(response).startsWith("{\"statusCode\":200").contains(NULS + "{", "\"text\":\"Hello\"");
    }

    @Test
    void servesTheHealth() throws Exception {
        function();
        runtime.invoke("id-1", Function.in(LONG), Function.event("GET", "/health", null));
        RawRuntime.Post post = runtime.post();
        assertThat(status(post)).isEqualTo(503);
        assertThat(post.unchunked()).contains("\"live\":true");
    }

    @Test
    void callsTheSameRoleTheSameCallerWhateverItsSession() throws Exception {
        function();
        String question = "{\"conversation\":\"discord:1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        String event = Function.event("POST", "/chat", question);
        runtime.invoke("1", Function.in(LONG), event);
        Function.Asked first = function.asked();
        first.write(COMPLETED);
        runtime.post().whole();
        runtime.invoke("2", Function.in(LONG), event.replace("listener/i-1", "listener/i-2"));
        Function.Asked second = function.asked();
        second.write(COMPLETED);
        runtime.post().whole();
        runtime.invoke("3", Function.in(LONG), event.replace("listener/i-1", "somebody/i-1"));
        Function.Asked other = function.asked();
        assertThat(second.request().conversation()).isEqualTo(first.request().conversation());
        assertThat(other.request().conversation()).isNotEqualTo(first.request().conversation());
        assertThat(first.request().conversation().value()).doesNotContain("123456789012");
    }

    @Test
    void endsTheAnswerAsTimedOutTwoSecondsBeforeTheDeadlineWithWhatThereIs() throws Exception {
        function();
        long deadline = Function.in(Duration.ofMillis(3500));
        runtime.invoke("id-1", deadline, Function.streamed());
        Function.Asked asked = function.asked();
        asked.write(STARTED);
        asked.write(new ChatEvent.TextDelta("What there is"));
        String body = runtime.post().whole();
        assertThat(deadline - System.currentTimeMillis()).isBetween(500L, 2000L);
        assertThat(body)
                .contains("What there is", "event: failed\ndata: {\"kind\":\"timed-out\"")
                .contains("Lambda-Runtime-Function-Error-Type: Rivulet.timed-out\r\n");
        assertThat(asked.cancelled().poll(20, TimeUnit.SECONDS))
                .as("the backend is told")
                .isNotNull();
    }

    @Test
    void showsThatItLivesWhileAnAgentThinks() throws Exception {
        function = new Function(runtime.address(), Map.of(), false, Duration.ofMillis(20));
        runtime.invoke("id-1", Function.in(LONG), Function.streamed());
        function.asked();
        runtime.post().until("d\r\n: heartbeat\n\n\r\n");
    }

    @Test
    void cancelsTheBackendWhenTheReaderIsGoneAndTakesTheNextInvocation() throws Exception {
        function();
        runtime.invoke("id-1", Function.in(LONG), Function.streamed());
        Function.Asked asked = function.asked();
        asked.write(STARTED);
        RawRuntime.Post post = runtime.post();
        post.until("started");
        post.close();
        assertThat(asked.cancelled().poll(20, TimeUnit.SECONDS)).isNotNull();
        runtime.invoke("id-2", Function.in(LONG), Function.streamed());
        function.asked().write(COMPLETED);
        assertThat(runtime.post().whole()).endsWith("0\r\n\r\n");
    }

    @Test
    void leavesItsMetricsBeforeTheLastBytes() throws Exception {
        function();
        runtime.invoke("id-1", Function.in(LONG), Function.streamed());
        function.asked().write(COMPLETED);
        runtime.post().whole();
        JsonObject line = new JsonObject(function.printed.toString(StandardCharsets.UTF_8));
        assertThat(line.getDouble("rivulet.questions")).isEqualTo(1);
        assertThat(line.getString("source")).isEqualTo("http");
        assertThat(line.getJsonObject("_aws")
                        .getJsonArray("CloudWatchMetrics")
                        .getJsonObject(0)
                        .getString("Namespace"))
                .isEqualTo("Rivulet");
    }

    @Test
    void returnsOneProxyResponseWhereNothingStreams() throws Exception {
        function = new Function(
                runtime.address(), Map.of("RIVULET_LAMBDA_RESPONSE", "buffered"), false, ChatEndpoint.HEARTBEAT);
        runtime.invoke("id-1", Function.in(LONG), Function.streamed());
        Function.Asked asked = function.asked();
        asked.write(STARTED);
        asked.write(new ChatEvent.TextDelta("Grüße"));
        asked.write(COMPLETED);
        RawRuntime.Post post = runtime.post();
        assertThat(post.head).startsWith("POST /2018-06-01/runtime/invocation/id-1/response HTTP/1.1\r\n");
        byte[] bytes = post.whole().getBytes(StandardCharsets.ISO_8859_1);
        JsonObject response = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
        assertThat(response.fieldNames()).containsExactly("statusCode", "headers", "body", "isBase64Encoded");
        assertThat(response.getBoolean("isBase64Encoded")).isFalse();
        assertThat(response.getString("body")).contains("event: delta\ndata: {\"text\":\"Grüße\"}\n\n", "completed");
    }

    @Test
    void refusesABufferedAnswerThatLambdaWouldNotTakeAndStopsTheBackend() throws Exception {
        function = new Function(
                runtime.address(), Map.of("RIVULET_LAMBDA_RESPONSE", "buffered"), false, ChatEndpoint.HEARTBEAT);
        runtime.invoke("id-1", Function.in(LONG), Function.streamed());
        Function.Asked asked = function.asked();
        asked.write(STARTED);
        for (int i = 0; i < 7; i++) {
            asked.write(new ChatEvent.TextDelta("x".repeat(1024 * 1024)));
        }
        JsonObject response = new JsonObject(runtime.post().whole());
        assertThat(response.getInteger("statusCode")).isEqualTo(502);
        assertThat(response.getString("body")).contains("RIVULET_LAMBDA_RESPONSE=stream");
        assertThat(asked.cancelled().poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void asksForTheRestoredSnapshotBeforeTheFirstInvocation() throws Exception {
        function = new Function(runtime.address(), Map.of(), true, ChatEndpoint.HEARTBEAT);
        runtime.invoke("id-1", Function.in(LONG), Function.streamed());
        assertThat(runtime.polls.poll(20, TimeUnit.SECONDS)).contains("/2018-06-01/runtime/restore/next");
        assertThat(function.wasAsked()).isFalse();
        runtime.restored.countDown();
        assertThat(runtime.polls.poll(20, TimeUnit.SECONDS)).contains("/2018-06-01/runtime/invocation/next");
        function.asked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "buffered"})
    void saysSoWhereLambdaDoesNotTakeTheResponseAndGoesOn(String response) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.rivulet.lambda");
        logger.addAppender(log);
        try {
            function = new Function(
                    runtime.address(), Map.of("RIVULET_LAMBDA_RESPONSE", response), false, ChatEndpoint.HEARTBEAT);
            runtime.verdict = "413 Request Entity Too Large";
            runtime.invoke("id-1", Function.in(LONG), Function.streamed());
            function.asked().write(COMPLETED);
            runtime.post().whole();
            runtime.invoke("id-2", Function.in(LONG), Function.streamed());
            Function.Asked next = function.asked();
            assertThat(log.list).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.WARN);
                assertThat(event.getKeyValuePairs().toString()).contains("awsRequestId=\"id-1\"", "413");
            });
            runtime.verdict = "202 Accepted";
            next.write(COMPLETED);
            runtime.post().whole();
            runtime.invoke("id-3", Function.in(LONG), Function.streamed());
            function.asked();
            assertThat(log.list).as("nothing of what was taken").hasSize(1);
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void endsWhereNoSnapshotCouldBeRestored() throws Exception {
        function = new Function(runtime.address(), Map.of(), true, ChatEndpoint.HEARTBEAT);
        runtime.restoring = "403 Forbidden";
        runtime.restored.countDown();
        assertThatThrownBy(() -> function.verticle.fatal().await(20, TimeUnit.SECONDS))
                .hasMessageContaining("403");
    }

    @Test
    void reportsAStartThatFailed() throws Exception {
        function();
        LambdaVerticle.reportFailedStart(
                        function.vertx,
                        new dev.rivulet.config.LambdaEnvironment(runtime.address(), false),
                        new IllegalStateException("router.idle must be positive"))
                .await(20, TimeUnit.SECONDS);
        RawRuntime.Post post = runtime.post();
        assertThat(post.head)
                .startsWith("POST /2018-06-01/runtime/init/error HTTP/1.1\r\n")
                .containsIgnoringCase("Lambda-Runtime-Function-Error-Type: Rivulet.IllegalStateException\r\n");
        assertThat(new JsonObject(post.whole()).getString("errorMessage")).isEqualTo("router.idle must be positive");
    }

    private static int status(RawRuntime.Post post) throws InterruptedException {
        String body = post.unchunked();
        return new JsonObject(body.substring(0, body.indexOf(NULS))).getInteger("statusCode");
    }
}
