package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeAnswer;
import dev.rivulet.backend.ollama.FakeChat;
import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.config.StoreConfig;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.gateway.CloseCode;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.WorldEvent;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code run} as a process of its own, as people start it: between a Discord that is another process and an Ollama on a socket. It says
 * as much as it can, and still none of what people, prompts and tokens say.
 */
class RunProcessIT {
    private static final String PROMPT = "Sound like a harbour pilot";
    private static final String QUESTION = "Wherefore flows the brook";
    private static final String API_TOKEN = "api-token-0123456789abcdef";
    private static final List<String> WORDS =
            IntStream.rangeClosed(1, 60).mapToObj(i -> "ripple" + i).toList();
    private static final String ANSWER = String.join(" ", WORDS);

    /** An entry of the log, and the stack trace below it. */
    private static final Pattern DISCORD4J_LEAVING = Pattern.compile(
            "^[\\d:.]+ \\w+ +DefaultGatewayClient: .*\\R(?:(?!\\d\\d:\\d\\d:).*\\R)*", Pattern.MULTILINE);

    @TempDir
    static Path home;

    static Vertx vertx;
    static FakeOllama ollama;
    static Running discord;
    static JsonObject scene;
    static Person ana;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        ollama = FakeOllama.start(vertx);
        discord = Running.simulator(home);
        scene = new JsonObject(discord.says("\\{.*}").group());
        ana = new Person(scene);
        Files.writeString(
                Files.createDirectories(home.resolve("config/prompts")).resolve("default.md"), PROMPT);
    }

    @AfterAll
    static void stop() throws IOException {
        discord.close();
        ollama.close();
        Await.soon("the end of Vert.x", vertx.close());
    }

    @Test
    void answersAMentionAsTheModelWrites() throws Exception {
        ollama.answersNext(FakeAnswer.text(ANSWER).slow(Duration.ofMillis(60)));
        try (Running rivulet = run(Map.of())) {
            assertThat(rivulet.out()).contains("Rivulet run is ready", "online as rivulet");

            String asked = ana.asks(QUESTION);
            List<String> seen = new ArrayList<>(List.of(""));
            ana.sees(asked, "the footer", content -> {
                if (!seen.getLast().equals(content)) {
                    seen.add(content);
                }
                return content.contains(" · ");
            });

            assertThat(seen.getLast())
                    .matches("\\Q" + ANSWER + "\\E\n-# llama3\\.2 · ollama · \\d+\\.\\d s( · \\d+ tokens)?");
            List<String> growing =
                    seen.stream().filter(each -> each.startsWith("ripple")).toList();
            assertThat(growing)
                    .as("what was seen of the answer, one after the other")
                    .hasSizeGreaterThan(2);
            assertThat(growing.subList(0, growing.size() - 1)).allMatch(ANSWER::startsWith);
            assertThat(ollama.chats().getLast().question().encode()).contains(PROMPT, QUESTION);

            rivulet.terminate();
            assertThat(rivulet.exit()).isZero();
            assertToldNothing(rivulet);
            assertNothingWentWrong(rivulet);
        }
    }

    @Test
    void quotesNothingOfWhatItCannotUnderstandAndAnswersOn() throws Exception {
        Simulator other = Await.soon("the simulator", Simulator.start(vertx, 0));
        User bot = other.world().createBot("Rivulet");
        User bob = other.world().createPerson("Bob");
        Channel channel = other.world().createChannel("general");
        String token = other.world().issueToken(bot.id());
        ollama.answersNext(FakeAnswer.text(ANSWER));
        try (Running rivulet = run(Map.of("DISCORD_API_URL", other.baseUrl(), "DISCORD_TOKEN", token))) {
            // Without an author and much else.
            other.faults()
                    .gateway()
                    .tell("MESSAGE_CREATE", new JsonObject().put("id", "1").put("content", QUESTION));
            other.faults().gateway().tell("INTERACTION_CREATE", new JsonObject().put("token", QUESTION));
            other.world().messages().post(channel.id(), bob, bot.mention() + " " + QUESTION);

            Await.until(
                    "the answer",
                    () -> other.world().messages().list(channel.id()).stream()
                            .anyMatch(each -> each.content().startsWith(ANSWER)));
            assertThat(rivulet.lines())
                    .filteredOn(line -> line.contains("can't be understood"))
                    .hasSize(2);
            rivulet.terminate();
            assertThat(rivulet.exit()).isZero();
            assertToldNothing(rivulet);
        }
    }

    @Test
    void takesOverAnotherPromptAndOtherOptionsWhileItRuns(@TempDir Path other) throws Exception {
        Path prompt = Files.createDirectories(other.resolve("config/prompts")).resolve("default.md");
        Path settings = other.resolve("config/rivulet.yaml");
        Files.writeString(prompt, "Speak of {user}.");
        Files.writeString(settings, "ollama: {options: {temperature: 0.1}}");
        ollama.answersNext(FakeAnswer.text("la la"));
        try (Running rivulet = run(other, Map.of("RIVULET_LOG_LEVEL", "INFO"))) {
            Files.writeString(settings, "ollama: {options: {temperature: 0.9}}");
            Files.writeString(prompt, "Sing for {user} of {server}.");
            Await.until("the prompt is taken over", () -> rivulet.err().contains("prompts"));
            Await.until("the options are taken over", () -> rivulet.err().contains("new of ollama"));

            ana.sees(ana.asks(QUESTION), "the answer", content -> content.startsWith("la la"));
            assertThat(ollama.chats().getLast().question().encode())
                    .contains("Sing for ", "\"temperature\":0.9")
                    .doesNotContain("{user}", "{server}", "(unknown)");
        }
    }

    @Test
    void letsAnswersEndWhenToldToStopAndTakesNoMoreQuestions() throws Exception {
        Promise<Void> go = Promise.promise();
        FakeAnswer answer = FakeAnswer.text(ANSWER).pausedAfter(20, go.future());
        ollama.answersNext(answer, answer);
        try (Running rivulet = run(Map.of());
                Caller caller = calls(rivulet)) {
            caller.reads("ripple20");
            String asked = ana.asks(QUESTION);
            ana.sees(asked, "the answer's begin", content -> content.contains("ripple20"));

            rivulet.terminate();
            Await.until("the end of readiness", () -> status(rivulet, "/health") == 503);
            int askedBefore = ollama.chats().size();
            try (Caller late = calls(rivulet)) {
                assertThat(late.reads("HTTP/1.1")).contains(" 503 ");
            }
            String tooLate = ana.asks("One more?");
            ana.sees(tooLate, "a polite line", "-# ⚠ Rivulet is restarting; ask again in a moment."::equals);
            assertThat(ollama.chats()).hasSize(askedBefore);

            go.complete();
            assertThat(caller.reads("event: completed")).contains("ripple60");
            ana.sees(asked, "the whole answer", content -> content.matches("\\Q" + ANSWER + "\\E\n-# llama3\\.2 · .*"));
            assertThat(rivulet.exit()).isZero();
            assertThat(rivulet.out()).contains("Stopped.");
            assertThat(home.resolve("data/discord.json"))
                    .as("what the next start knows")
                    .content()
                    .contains(asked, tooLate);
            assertToldNothing(rivulet);
            assertNothingWentWrong(rivulet);
        }
    }

    @Test
    void marksAnswersAsInterruptedThatDoNotEndWithinTheGrace() throws Exception {
        FakeAnswer answer = FakeAnswer.text(ANSWER).stalledAfter(20);
        ollama.answersNext(answer, answer);
        try (Running rivulet = run(Map.of("RIVULET_SHUTDOWN_GRACE", "1s"));
                Caller caller = calls(rivulet)) {
            caller.reads("ripple20");
            String asked = ana.asks(QUESTION);
            String begun = String.join(" ", WORDS.subList(0, 20));
            ana.sees(asked, "the answer's begin", begun::equals);

            rivulet.terminate();
            assertThat(caller.reads("\"message\"")).contains("event: failed").contains("interrupted by a restart");
            assertThat(rivulet.exit()).isZero();
            assertThat(ana.reply(asked).orElseThrow().content())
                    .startsWith(begun + "\n-# ⚠ ")
                    .containsIgnoringCase("interrupted by a restart");
            for (int back = 1; back <= 2; back++) {
                Await.soon(
                        "the end of Ollama's connection",
                        ollama.chats().get(ollama.chats().size() - back).closedByClient());
            }
            assertToldNothing(rivulet);
        }
    }

    @Test
    void breaksOffSoonAfterTheGraceWhatACallerDoesNotRead() throws Exception {
        ollama.answersNext(Standstill.FLOOD);
        try (Running rivulet = run(Map.of("RIVULET_SHUTDOWN_GRACE", "1s", "RIVULET_LOG_LEVEL", "INFO"));
                Caller caller = calls(rivulet)) {
            caller.reads("event: delta");
            FakeChat chat = ollama.chats().getLast();
            Await.until("nothing moves any more", new Standstill(chat)::isReached);

            long told = System.nanoTime();
            rivulet.terminate();
            assertThat(rivulet.exit()).isZero();
            assertThat(Duration.ofNanos(rivulet.exitedNanos() - told)).isLessThan(Duration.ofSeconds(8));
            assertThat(log(rivulet)).doesNotContain("ERROR", "Exception");
        }
    }

    @Test
    void theSecondSignalEndsTheGraceAlsoForACallerWhoDoesNotRead() throws Exception {
        ollama.answersNext(Standstill.FLOOD);
        try (Running rivulet = run(Map.of("RIVULET_SHUTDOWN_GRACE", "10m", "RIVULET_LOG_LEVEL", "INFO"));
                Caller caller = calls(rivulet)) {
            caller.reads("event: delta");
            FakeChat chat = ollama.chats().getLast();
            Await.until("nothing moves any more", new Standstill(chat)::isReached);

            rivulet.terminate();
            rivulet.says("Stopping: no new questions");
            rivulet.terminate();
            assertThat(rivulet.exit()).isZero();
        }
    }

    @Test
    void theSecondSignalEndsTheGrace() throws Exception {
        ollama.answersNext(FakeAnswer.text(ANSWER).stalledAfter(20));
        try (Running rivulet = run(Map.of("RIVULET_SHUTDOWN_GRACE", "10m"))) {
            String asked = ana.asks(QUESTION);
            String begun = String.join(" ", WORDS.subList(0, 20));
            ana.sees(asked, "the answer's begin", begun::equals);

            rivulet.terminate();
            rivulet.says("Stopping: no new questions");
            rivulet.terminate();
            rivulet.says("Stopping at once");
            assertThat(rivulet.exit()).isZero();
            assertThat(ana.reply(asked).orElseThrow().content())
                    .startsWith(begun + "\n-# ⚠ ")
                    .containsIgnoringCase("interrupted by a restart");
        }
    }

    @Test
    void endsCleanlyWhenToldToStopWhileItStarts() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Running rivulet =
                        start(Map.of("DISCORD_API_URL", "http://127.0.0.1:" + silent.getLocalPort() + "/api/v10"))) {
            silent.setSoTimeout(30_000);
            try (Socket login = silent.accept()) {
                assertThat(login.isConnected()).isTrue();
                rivulet.terminate();
                assertThat(rivulet.exit()).isZero();
            }
            assertThat(rivulet.out()).contains("Stopping before the start was complete.", "Stopped.");
            assertNothingWentWrong(rivulet);
        }
    }

    @Test
    void endsWithinFiveSecondsNamingTheTokenWhenItIsWrong() throws Exception {
        Simulator other = Await.soon("the simulator", Simulator.start(vertx, 0));
        AtomicLong refused = new AtomicLong();
        other.subscribe(event -> {
            if (event instanceof WorldEvent.RestExchange exchange && exchange.status() == 401) {
                refused.compareAndSet(0, System.nanoTime());
            }
        });
        String token = scene.getString("botToken");
        try (Running rivulet = start(Map.of("DISCORD_API_URL", other.baseUrl()))) {
            assertThat(rivulet.exit()).isPositive();
            assertEndedWithinFiveSeconds(rivulet, refused.get());
            assertThat(rivulet.lines()).anyMatch(line -> line.contains("DISCORD_TOKEN"));
            assertThat(rivulet.out() + rivulet.err()).doesNotContain(token, API_TOKEN);
        }
    }

    @Test
    void endsWithinFiveSecondsNamingTheTokenWhenItIsTakenBack() throws Exception {
        Simulator other = Await.soon("the simulator", Simulator.start(vertx, 0));
        String token =
                other.world().issueToken(other.world().createBot("Rivulet").id());
        ollama.answersNext(FakeAnswer.text(ANSWER).stalledAfter(20));
        try (Running rivulet = run(Map.of("DISCORD_API_URL", other.baseUrl(), "DISCORD_TOKEN", token));
                Caller caller = calls(rivulet)) {
            caller.reads("ripple20");
            other.world().revokeToken(token);
            long closed = System.nanoTime();
            other.faults().gateway().close(CloseCode.AUTHENTICATION_FAILED);
            assertThat(caller.reads("\"message\"")).contains("event: failed").contains("interrupted by a restart");
            assertThat(rivulet.exit()).isPositive();
            assertEndedWithinFiveSeconds(rivulet, closed);
            assertThat(rivulet.lines()).anyMatch(line -> line.contains("DISCORD_TOKEN"));
            assertThat(rivulet.out() + rivulet.err()).doesNotContain(token);
        }
    }

    @Test
    void failsInOneLineWhenItsPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Running rivulet = start(Map.of(
                        "RIVULET_HTTP_PORT", String.valueOf(taken.getLocalPort()), "RIVULET_LOG_LEVEL", "INFO"))) {
            assertThat(rivulet.exit()).isPositive();
            assertThat(rivulet.lines()).hasSize(1);
            assertThat(rivulet.lines().getFirst()).contains(String.valueOf(taken.getLocalPort()), "in use");
        }
    }

    @Test
    void failsInOneLineWhenItsDataDirectoryIsInUse() throws Exception {
        StoreConfig embedded = RivuletConfig.defaults().store();
        Store other = Await.soon("the store", Stores.open(vertx, embedded, home.resolve("taken")));
        try (Running rivulet = start(Map.of("RIVULET_DATA_DIR", "taken", "RIVULET_LOG_LEVEL", "INFO"))) {
            assertThat(rivulet.exit()).isPositive();
            assertThat(rivulet.lines()).hasSize(1);
            assertThat(rivulet.lines().getFirst()).contains("taken/store.mv is in use", "RIVULET_DATA_DIR");
        } finally {
            Await.soon("the end of the store", other.close());
        }
    }

    private static Running start(Map<String, String> settings) throws IOException {
        return start(home, settings);
    }

    private static Running start(Path home, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DISCORD_API_URL",
                scene.getString("baseUrl"),
                "DISCORD_TOKEN",
                scene.getString("botToken"),
                "OLLAMA_URL",
                ollama.url().toString(),
                "OLLAMA_MODEL",
                FakeOllama.MODEL,
                "RIVULET_API_TOKEN",
                API_TOKEN,
                "RIVULET_DATA_DIR",
                "data",
                "RIVULET_HTTP_PORT",
                "0",
                "RIVULET_LOG_LEVEL",
                "TRACE"));
        environment.putAll(settings);
        return Running.main(home, environment, "run");
    }

    /** Waits until it is ready. */
    private static Running run(Map<String, String> settings) throws IOException {
        return run(home, settings);
    }

    private static Running run(Path home, Map<String, String> settings) throws IOException {
        Running rivulet = start(home, settings);
        try {
            rivulet.says("Next: ");
            return rivulet;
        } catch (AssertionError e) {
            rivulet.close();
            throw e;
        }
    }

    private static int port(Running rivulet) {
        return Integer.parseInt(
                rivulet.says("POST http://localhost:(\\d+)/chat").group(1));
    }

    private static Caller calls(Running rivulet) throws IOException {
        return Caller.streams(port(rivulet), QUESTION, "Authorization: Bearer " + API_TOKEN);
    }

    private static int status(Running rivulet, String path) {
        try {
            URI uri = URI.create("http://localhost:" + port(rivulet) + path);
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer from " + path, e);
        }
    }

    private static void assertEndedWithinFiveSeconds(Running rivulet, long sinceNanos) {
        Duration took = Duration.ofNanos(rivulet.exitedNanos() - sinceNanos);
        assertThat(took)
                .as("from Discord's refusal to the process's end")
                .isBetween(Duration.ZERO, Duration.ofSeconds(5));
    }

    private static void assertToldNothing(Running rivulet) {
        assertThat(rivulet.out() + rivulet.err())
                .doesNotContain(
                        scene.getString("botToken"), API_TOKEN, PROMPT, QUESTION, "ripple", "Wherefore", "One more");
    }

    private static void assertNothingWentWrong(Running rivulet) {
        assertThat(log(rivulet)).doesNotContain("WARN", "ERROR", "Exception");
    }

    /** But for Discord4J's client: its threads may meet when it leaves just as Discord closes the connection, and then it says so. */
    private static String log(Running rivulet) {
        return DISCORD4J_LEAVING.matcher(rivulet.err()).replaceAll("");
    }
}
