package dev.rivulet.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.config.HttpConfig;
import dev.rivulet.http.HttpServerVerticle;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.rest.Limit;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Change;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.WorldEvent;
import dev.rivulet.telemetry.Trace;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page's API and its event stream promise, over real sockets. */
@Timeout(60)
class PlaygroundApiIT {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Simulator simulator;
    private Scene scene;
    private Playground playground;
    private HttpServerVerticle http;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(vertx, 0).await(20, TimeUnit.SECONDS);
        scene = Scene.in(simulator.world());
        playground = new Playground(vertx, simulator, scene, List.of("ollama", "handbook"));
        http = new HttpServerVerticle(
                new HttpConfig("127.0.0.1", 0, null),
                () -> Future.succeededFuture(List.of()),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                playground::mount);
        vertx.deployVerticle(http).await(20, TimeUnit.SECONDS);
        channel = simulator.world().createChannel("here");
    }

    @AfterEach
    void stop() throws Exception {
        playground.close();
        client.shutdownNow();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + http.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                to(path).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String messagesPath() {
        return "/playground/channels/" + channel.id() + "/messages";
    }

    private static String ada(Scene scene) {
        return String.valueOf(scene.people().getFirst().id());
    }

    @Test
    void aMessageIsItsPersons() throws Exception {
        String grace = String.valueOf(scene.people().get(1).id());
        HttpResponse<String> said = post(
                messagesPath(),
                new JsonObject()
                        .put("person", grace)
                        .put("content", "Hello **you**")
                        .encode());
        assertThat(said.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(said.body()).getString("html")).contains("<strong>you</strong>");
        Message posted = simulator.world().messages().list(channel.id()).getFirst();
        assertThat(posted.author()).isEqualTo(scene.people().get(1));
        assertThat(posted.content()).isEqualTo("Hello **you**");
    }

    @Test
    void takesNothingThatAFormOfAnotherPageCouldSend() throws Exception {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            HttpResponse<String> said = client.send(
                    to(messagesPath())
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString(new JsonObject()
                                    .put("person", ada(scene))
                                    .put("content", "Hello")
                                    .encode()))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(said.statusCode()).as(type).isEqualTo(415);
            assertThat(said.body()).contains("application/json");
        }
        assertThat(simulator.world().messages().list(channel.id())).isEmpty();
    }

    @Test
    void nobodyWritesAsTheBot() throws Exception {
        HttpResponse<String> said = post(
                messagesPath(),
                new JsonObject()
                        .put("person", String.valueOf(scene.bot().id()))
                        .put("content", "I am a bot")
                        .encode());
        assertThat(said.statusCode()).isEqualTo(400);
        assertThat(said.body()).contains("person is the id of nobody on this page.");
        assertThat(simulator.world().messages().list(channel.id())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                          | 400 | The body must be a JSON object.
            [1]                                         | 400 | The body must be a JSON object.
            {"content":                                 | 400 | The body must be a JSON object.
            {"content":"x"}                             | 400 | person is missing; it must be a text.
            {"person":1,"content":"x"}                  | 400 | person must be a text.
            {"person":"Ada","content":"x"}              | 400 | person must be an id, a string of digits.
            {"person":"ADA","content":7}                | 400 | content must be a text.
            {"person":"ADA","content":""}               | 400 | Cannot send an empty message
            {"person":"ADA","content":"x","replyTo":"-"} | 400 | replyTo must be an id, a string of digits.
            {"person":"ADA","content":"x","files":1}    | 400 | files must be an array.
            {"person":"ADA","content":"x","files":[1]}  | 400 | Each file needs the texts name, mediaType and data, in Base64.
            """)
    void sayingSomethingWrongIsAnsweredWithWhatIsWrong(String body, int status, String message) throws Exception {
        HttpResponse<String> answer = post(messagesPath(), body.replace("ADA", ada(scene)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject().put("message", message));
        assertThat(simulator.world().messages().list(channel.id())).isEmpty();
    }

    @Test
    void limitsAreToldInDiscordsWords() throws Exception {
        HttpResponse<String> answer = post(
                messagesPath(),
                new JsonObject()
                        .put("person", ada(scene))
                        .put("content", "x".repeat(2001))
                        .encode());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("message"))
                .isEqualTo("Invalid Form Body: content Must be 2000 or fewer in length.");
        assertThat(post(messagesPath(), "x".repeat((16 << 20) + 1)).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /playground/channels/x/messages           | | 400 | channel must be an id, a string of digits.
            GET  | /playground/channels/7/messages           | | 404 | Unknown Channel
            POST | /playground/channels                      | {"kind":"voice"} | 400 | kind must be text, dm or thread.
            POST | /playground/channels                      | {"kind":"text"} | 400 | name is missing; it must be a text.
            POST | /playground/channels                      | {"kind":"thread","parent":"7","message":"8","person":"ADA"} | 404 | Unknown Channel
            POST | /playground/channels/7/messages/8/reactions | {"person":"ADA","emoji":"x"} | 404 | Unknown Channel
            """)
    void wrongPlacesAndKindsAreAnsweredWithWhatIsWrong(
            String method, String path, String body, int status, String message) throws Exception {
        HttpResponse<String> answer = client.send(
                to(path).header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body.replace("ADA", ada(scene))))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("message")).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"GET, /playground/events", "GET, /playground/state", "GET, /", "POST, /playground/channels"})
    void pagesOfOtherOriginsAreRefused(String method, String path) throws Exception {
        HttpResponse<String> answer = client.send(
                to(path).header("Origin", "http://elsewhere.example")
                        .method(
                                method,
                                BodyPublishers.ofString(
                                        method.equals("GET") ? "" : "{\"kind\":\"text\",\"name\":\"x\"}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(simulator.world().channels()).noneMatch(each -> each.name().equals("x"));
    }

    @Test
    void thePageMayLoadItsOwnFilesOnly() throws Exception {
        HttpResponse<String> page = client.send(to("/").build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Rivulet playground");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).startsWith("default-src 'self'").contains("frame-ancestors 'none'"));
    }

    private HttpResponse<String> send(String method, String path, JsonObject body) throws Exception {
        return client.send(
                to(path).header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.encode()))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonObject as(int person) {
        return new JsonObject()
                .put("person", String.valueOf(scene.people().get(person).id()))
                .put("channel", String.valueOf(channel.id()));
    }

    @Test
    void ownMessagesAreEditedAndDeletedAndThreadsNamed() throws Exception {
        Message message =
                simulator.world().messages().post(channel.id(), scene.people().getFirst(), "one");
        String path = messagesPath() + "/" + message.id();
        assertThat(send("PATCH", path, as(1).put("content", "two")).body()).contains("authored by another user");
        assertThat(send("PATCH", path, as(0).put("content", "two")).statusCode())
                .isEqualTo(200);
        JsonObject thread = new JsonObject(send(
                        "POST",
                        "/playground/channels",
                        as(0).put("kind", "thread")
                                .put("parent", String.valueOf(channel.id()))
                                .put("message", String.valueOf(message.id())))
                .body());
        assertThat(thread.getString("name")).isEqualTo("two");
        JsonObject renamed = new JsonObject(send(
                        "PATCH",
                        "/playground/channels/" + thread.getString("id"),
                        as(0).put("name", "three").put("archived", true))
                .body());
        assertThat(renamed.getString("name")).isEqualTo("three");
        assertThat(renamed.getBoolean("archived")).isTrue();
        assertThat(send("DELETE", path, as(2)).statusCode()).isEqualTo(200);
        assertThat(simulator.world().messages().find(channel.id(), message.id()))
                .isEmpty();
    }

    @Test
    void aCommandIsListedProposedForAndUsed() throws Exception {
        var commands = simulator.world().commands();
        commands.register(scene.bot().id(), null, new JsonObject("""
                {"name": "ask", "description": "Ask", "options": [
                  {"name": "model", "description": "Model", "type": 3, "autocomplete": true}]}
                """));
        String ada = "?person=" + ada(scene);
        JsonArray listed = new JsonArray(client.send(
                        to("/playground/channels/" + channel.id() + "/commands" + ada)
                                .build(),
                        BodyHandlers.ofString())
                .body());
        assertThat(listed.getJsonObject(0)
                        .getJsonArray("options")
                        .getJsonObject(0)
                        .getString("shownName"))
                .isEqualTo("model");
        simulator.subscribe(event -> {
            if (event instanceof WorldEvent.InteractionCreated(Interaction use)
                    && use.kind() == Interaction.Kind.AUTOCOMPLETE) {
                simulator
                        .world()
                        .interactions()
                        .answers()
                        .answer(
                                use.id(),
                                use.token(),
                                Interaction.Answer.AUTOCOMPLETE,
                                new JsonObject("{\"choices\": [{\"name\": \"A\", \"value\": \"a\"}]}"),
                                Draft.text(""),
                                Change.text(""));
            }
        });
        JsonObject typed = as(0).put("type", "autocomplete").put("name", "ask").put("option", "model");
        JsonObject proposed = new JsonObject(send("POST", "/playground/interactions", typed.put("typed", "x"))
                .body());
        assertThat(proposed.getJsonArray("choices").getJsonObject(0).getString("value"))
                .isEqualTo("a");
        simulator.world().interactions().setDeadline(Duration.ofMillis(50));
        JsonObject used = new JsonObject(send(
                        "POST",
                        "/playground/interactions",
                        as(0).put("type", "command").put("name", "ask"))
                .body());
        assertThat(used.getString("state")).isEqualTo("failed");
        assertThat(send("POST", "/playground/interactions", as(0).put("type", "wink"))
                        .body())
                .contains("type must be command");
    }

    @Test
    void aPersonSpeaksOneOfDiscordsLanguages() throws Exception {
        String path = "/playground/people/" + ada(scene);
        assertThat(send("PATCH", path, new JsonObject().put("locale", "ja")).statusCode())
                .isEqualTo(200);
        assertThat(simulator
                        .world()
                        .members()
                        .localeOf(scene.people().getFirst().id()))
                .isEqualTo("ja");
        assertThat(send("PATCH", path, new JsonObject().put("locale", "tlh")).statusCode())
                .isEqualTo(400);
    }

    /** Reads lines of an event stream, up to the one with that in it. */
    private static List<String> read(Iterator<String> lines, String until) {
        List<String> read = new ArrayList<>();
        while (lines.hasNext()) {
            read.add(lines.next());
            if (read.getLast().contains(until)) {
                return read;
            }
        }
        throw new AssertionError("the stream ended without " + until);
    }

    @Test
    void theStreamTellsWhatHappensAndTheStateWhatHappened() throws Exception {
        HttpResponse<Stream<String>> stream =
                client.send(to("/playground/events").build(), BodyHandlers.ofLines());
        assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        try (Stream<String> body = stream.body()) {
            Iterator<String> lines = body.iterator();
            Trace trace = Trace.enabled(vertx);
            trace.step("q1", Trace.Stage.ASKED, new JsonObject().put("channelId", "7"));
            simulator.world().messages().post(channel.id(), scene.people().getFirst(), "hello");
            List<String> message = read(lines, "\"html\":\"<p>hello");
            trace.step("q1", Trace.Stage.DONE);
            List<String> done = read(lines, "\"stage\":\"done\"");
            assertThat(message).contains("event: message");
            assertThat(done).contains("event: trace");
            assertThat(done.getLast()).contains("\"n\":1");
        }
        HttpResponse<String> answer = client.send(to("/playground/state").build(), BodyHandlers.ofString());
        JsonObject state = new JsonObject(answer.body());
        JsonArray steps = state.getJsonArray("questions").getJsonArray(0);
        assertThat(steps)
                .extracting(step -> ((JsonObject) step).getString("stage"))
                .containsExactly("asked", "done");
        assertThat(state.getJsonArray("answerers")).containsExactly("ollama", "handbook");
    }

    @Test
    void rejectedWritesAreCounted() throws Exception {
        simulator.limits().set(RouteKind.MESSAGE_CREATE, new Limit(5, Duration.ofMinutes(1)));
        for (int i = 0; i < 7; i++) {
            client.send(
                    HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/channels/" + channel.id() + "/messages"))
                            .header("Authorization", "Bot " + scene.token())
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"content\":\"x\"}"))
                            .build(),
                    BodyHandlers.discarding());
        }
        HttpResponse<String> answer = client.send(to("/playground/state").build(), BodyHandlers.ofString());
        JsonObject budget =
                new JsonObject(answer.body()).getJsonArray("budgets").getJsonObject(0);
        assertThat(budget.getString("kind")).isEqualTo("create");
        assertThat(budget.getInteger("limit")).isEqualTo(5);
        assertThat(budget.getInteger("remaining")).isZero();
        assertThat(budget.getInteger("limited")).isEqualTo(2);
    }

    @Test
    void aPageThatReadsNothingIsCutOffAndNotBufferedFor() throws Exception {
        HttpResponse<Stream<String>> other =
                client.send(to("/playground/events").build(), BodyHandlers.ofLines());
        long sent = 0;
        try (Socket slow = new Socket();
                Stream<String> body = other.body()) {
            Iterator<String> lines = body.iterator();
            slow.setReceiveBufferSize(16 * 1024);
            slow.setSoTimeout(20_000);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), http.port()));
            slow.getOutputStream()
                    .write(("GET /playground/events HTTP/1.1\r\nHost: localhost:" + http.port() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = slow.getInputStream();
            assertThat(in.read()).as("the stream has begun").isEqualTo('H');
            String text = "x".repeat(2000);
            for (int round = 0; round < 60; round++) {
                for (int i = 0; i < 150; i++) {
                    simulator
                            .world()
                            .messages()
                            .post(channel.id(), scene.people().getFirst(), text);
                    sent += text.length();
                }
                simulator.world().messages().post(channel.id(), scene.people().getFirst(), "round " + round);
                read(lines, "<p>round " + round + "<"); // a page that reads gets all of it
            }
            assertThat(readToItsEnd(in))
                    .as("characters that the slow page got of " + sent)
                    .isLessThan(sent);
        }
    }

    private static long readToItsEnd(InputStream in) throws IOException {
        byte[] part = new byte[64 * 1024];
        long read = 0;
        try {
            for (int got = in.read(part); got >= 0; got = in.read(part)) {
                read += got;
            }
        } catch (SocketException _) {
            // The connection was reset, which is as good.
        }
        return read;
    }
}
