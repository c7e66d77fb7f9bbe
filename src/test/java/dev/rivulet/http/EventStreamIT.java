package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.ToolUse;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Source;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamIT {
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private ApiServer server;

    private RawClient ask(ApiServer.Options options) throws Exception {
        server = new ApiServer(options);
        return server.connect().ask("text/event-stream");
    }

    private RawClient ask() throws Exception {
        return ask(new ApiServer.Options());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void writesEachEventAtOnceUnderItsNameAndInOrder() throws Exception {
        try (RawClient client = ask()) {
            Asked asked = server.asked().start();
            assertThat(client.head())
                    .startsWith("HTTP/1.1 200 OK\n")
                    .containsIgnoringCase("content-type: text/event-stream\n")
                    .containsIgnoringCase("cache-control: no-store\n")
                    .containsIgnoringCase("x-accel-buffering: no\n")
                    .containsIgnoringCase("x-request-id: " + asked.request().requestId() + "\n");
            assertThat(client.chunk())
                    .isEqualTo("event: started\ndata: {\"requestId\":\""
                            + asked.request().requestId() + "\",\"backend\":\"ollama\",\"model\":\"llama3\"}\n\n");
            // Each arrives before the next is written.
            asked.write(new Status("Loading"));
            assertThat(client.chunk()).isEqualTo("event: status\ndata: {\"text\":\"Loading\"}\n\n");
            asked.write(new ReasoningDelta("Hm"));
            assertThat(client.chunk()).isEqualTo("event: reasoning\ndata: {\"text\":\"Hm\"}\n\n");
            asked.write(new ToolUse("clock"));
            assertThat(client.chunk()).isEqualTo("event: tool\ndata: {\"name\":\"clock\"}\n\n");
            asked.write(new Sources(List.of(new Source("Clocks", "https://example.org/clocks", null))));
            assertThat(client.chunk())
                    .isEqualTo("event: sources\ndata: {\"sources\":[{\"title\":\"Clocks\","
                            + "\"uri\":\"https://example.org/clocks\"}]}\n\n");
            asked.text("It's\n");
            assertThat(client.chunk()).isEqualTo("event: delta\ndata: {\"text\":\"It's\\n\"}\n\n");
            asked.text("noon.");
            assertThat(client.chunk()).isEqualTo("event: delta\ndata: {\"text\":\"noon.\"}\n\n");
            asked.complete();
            assertThat(client.chunk())
                    .isEqualTo("event: completed\ndata: {\"finish\":\"stop\",\"usage\":{\"inputTokens\":3,"
                            + "\"outputTokens\":5},\"elapsedMs\":1234}\n\n");
            assertThat(client.chunk()).as("the end of a whole body").isEmpty();
        }
    }

    @Test
    void describesEveryEventInTheDocument() throws Exception {
        try (RawClient client = ask()) {
            Asked asked = server.asked().start().text("a");
            asked.write(new ReasoningDelta("b")).write(new ToolUse("c")).write(new Status("d"));
            asked.write(new Sources(List.of(new Source("e", "f:g", "h"), new Source(null, "i:j", null))));
            asked.write(new Failed(new Failure.Overloaded("Too much.", "detail", Duration.ofSeconds(3))));
            client.head();
            for (String chunk = client.chunk(); !chunk.isEmpty(); chunk = client.chunk()) {
                String[] lines = chunk.split("\n", -1);
                Documented.checkEvent(lines[0].replace("event: ", ""), new JsonObject(lines[1].replace("data: ", "")));
            }
            Documented.checkEvent(
                    "completed",
                    new JsonObject(
                            "{\"finish\":\"length\",\"usage\":{\"inputTokens\":0,\"outputTokens\":0},\"elapsedMs\":0}"));
        }
    }

    @Test
    void endsAFailedAnswerWithItsFailure() throws Exception {
        try (RawClient client = ask()) {
            server.asked().text("Once").write(new Failed(new Failure.Truncated("It broke off.", "secret detail")));
            client.head();
            assertThat(client.chunk()).contains("Once");
            assertThat(client.chunk())
                    .isEqualTo("event: failed\ndata: {\"kind\":\"truncated\",\"message\":\"It broke off.\"}\n\n");
            assertThat(client.chunk()).isEmpty();
        }
    }

    @Test
    void answersTheNextQuestionOnTheSameConnection() throws Exception {
        try (RawClient client = ask()) {
            server.asked().text("One").complete();
            client.head();
            while (!client.chunk().isEmpty()) {
                // To the end of the body.
            }
            client.ask("text/event-stream");
            server.asked().text("Two").complete();
            assertThat(client.head()).startsWith("HTTP/1.1 200 OK");
            assertThat(client.chunk()).contains("Two");
        }
    }

    @Test
    void beatsWhileTheModelIsSilent() throws Exception {
        try (RawClient client = ask(new ApiServer.Options().heartbeat(Duration.ofMillis(50)))) {
            Asked asked = server.asked();
            client.head();
            assertThat(client.chunk()).isEqualTo(": heartbeat\n\n");
            assertThat(client.chunk()).isEqualTo(": heartbeat\n\n");
            asked.complete();
            String chunk = client.chunk();
            while (chunk.equals(": heartbeat\n\n")) {
                chunk = client.chunk();
            }
            assertThat(chunk).startsWith("event: completed");
            assertThat(client.chunk()).as("no beat after the end").isEmpty();
        }
    }

    @Test
    void closingCancelsWhileTheModelIsSilent() throws Exception {
        Asked asked;
        try (RawClient client = ask()) {
            asked = server.asked();
            client.head();
        }
        asked.awaitCancelled(AT_ONCE);
    }

    @Test
    void closingCancelsWhileTheModelWrites() throws Exception {
        Asked asked;
        try (RawClient client = ask()) {
            asked = server.asked().start().text("Once");
            client.head();
            client.chunk();
            client.chunk();
            asked.text("upon");
        }
        asked.awaitCancelled(AT_ONCE);
    }

    @Test
    void pausesTheBackendWhileTheClientReadsNothingAndCancelsWhenItCloses() throws Exception {
        Asked asked;
        try (RawClient client = ask()) {
            asked = server.asked();
            client.head();
            AtomicInteger written = asked.flood();
            int most = Await.settled(written);
            // Socket buffers on both sides take some; what we hold is one write queue and one window of events.
            assertThat(most).isPositive().isLessThan(16 * 1024);
        }
        asked.awaitCancelled(AT_ONCE);
    }

    @Test
    void goesOnWhenASlowClientReadsAgain() throws Exception {
        try (RawClient client = ask()) {
            AtomicInteger written = server.asked().flood();
            client.head();
            int most = Await.settled(written);
            for (int i = 0; i < most; i++) {
                assertThat(client.chunk()).startsWith("event: delta");
            }
            Await.until("more", () -> written.get() > most);
        }
    }

    @Test
    void givesUpAClientThatReadsNothingForLong() throws Exception {
        try (RawClient client = ask(new ApiServer.Options().heartbeat(Duration.ofMillis(50)))) {
            Asked asked = server.asked();
            client.head();
            asked.flood();
            asked.awaitCancelled(Duration.ofSeconds(10));
            String chunk = client.chunk();
            while (chunk != null) {
                assertThat(chunk).as("the end of a whole body").isNotEmpty();
                chunk = client.chunk();
            }
        }
    }

    @Test
    void aServerThatGoesAwayDoesNotLookLikeSuccess() throws Exception {
        try (RawClient client = ask()) {
            Asked asked = server.asked().text("Once");
            client.head();
            client.chunk();
            server.vertx.undeploy(server.verticle().deploymentID());
            assertThat(client.chunk()).isNull();
            asked.awaitCancelled(Duration.ofSeconds(5));
        }
    }
}
