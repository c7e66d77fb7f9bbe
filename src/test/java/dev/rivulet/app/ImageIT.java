package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeAnswer;
import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.bench.LoopbackRuntime;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image that the {@code Dockerfile} makes, and each form run out of it: with the image's own entry point and environment, as its own
 * user, on a root that can't be written.
 */
class ImageIT {
    private static final long MOST_MEGABYTES = 200;

    @TempDir
    static Path home;

    static Image image;
    static Vertx vertx;
    static FakeOllama ollama;

    @BeforeAll
    static void build() throws Exception {
        Image.assumeItCanBeBuilt();
        image = Image.build(home);
        vertx = Vertx.vertx();
        ollama = FakeOllama.start(vertx);
    }

    @AfterAll
    static void stop() throws Exception {
        if (image != null) {
            ollama.close();
            Await.soon("the end of Vert.x", vertx.close());
            image.close();
        }
    }

    @Test
    void isSmallAndRunsAsSomebodyWithoutRights() throws Exception {
        assertThat(image.config().getString("User")).isEqualTo("10001:10001");
        assertThat(image.addedMegabytes()).as("MB over the base").isLessThan(MOST_MEGABYTES);
    }

    @Test
    void startsWithTheCacheOfItsBuild() throws Exception {
        Launched version = image.run(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load -XX:AOTMode=on"), "--version");
        assertThat(version.exit()).as(version.out() + version.err()).isZero();
        assertThat(version.out()).containsPattern("dev\\.rivulet\\.app\\.Main source: shared objects file");
    }

    @Test
    void servesAnswersAndKnowsThatItIsWell() throws Exception {
        try (Running serve = image.start(Map.of("RIVULET_BACKEND", "handbook", "RIVULET_HTTP_PORT", "0"), "serve")) {
            String port = serve.says("POST http://localhost:(\\d+)/chat").group(1);
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/chat"))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "{\"messages\":[{\"role\":\"user\",\"content\":\"How do I start Ollama?\"}]}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("handbook").contains("ollama serve");

            Map<String, String> there = Map.of("RIVULET_HTTP_PORT", port);
            assertThat(image.isHealthy(there)).isTrue();
            assertThat(image.isHealthy(Map.of("RIVULET_HTTP_PORT", "1"))).isFalse();

            serve.terminate();
            assertThat(serve.exit()).isZero();
            assertThat(serve.err()).doesNotContain("Exception", "ERROR");
        }
    }

    @Test
    void runsOnDiscord() throws Exception {
        try (Running discord = Running.simulator(home)) {
            JsonObject scene = new JsonObject(discord.says("\\{.*}").group());
            Person ana = new Person(scene);
            ollama.answersNext(FakeAnswer.text("Out of the image."));
            Map<String, String> environment = Map.of(
                    "DISCORD_API_URL",
                    scene.getString("baseUrl"),
                    "DISCORD_TOKEN",
                    scene.getString("botToken"),
                    "OLLAMA_URL",
                    ollama.url().toString(),
                    "OLLAMA_MODEL",
                    FakeOllama.MODEL,
                    "RIVULET_HTTP_PORT",
                    "0");
            try (Running run = image.start(environment, "run")) {
                run.says("Next: ");
                String asked = ana.asks("Where are you?");
                ana.sees(asked, "the answer", content -> content.startsWith("Out of the image.\n-# "));
                run.terminate();
                assertThat(run.exit()).isZero();
            }
        }
    }

    @Test
    void listensForARouterElsewhere() throws Exception {
        try (Running serve = image.start(Map.of("RIVULET_BACKEND", "handbook", "RIVULET_HTTP_PORT", "0"), "serve");
                Running discord = Running.simulator(home)) {
            String port = serve.says("POST http://localhost:(\\d+)/chat").group(1);
            JsonObject scene = new JsonObject(discord.says("\\{.*}").group());
            Person ana = new Person(scene);
            Map<String, String> environment = Map.of(
                    "DISCORD_API_URL",
                    scene.getString("baseUrl"),
                    "DISCORD_TOKEN",
                    scene.getString("botToken"),
                    "RIVULET_CHAT_URL",
                    "http://127.0.0.1:" + port + "/chat");
            try (Running listen = image.start(environment, "listen")) {
                listen.says("Next: ");
                String asked = ana.asks("How do I start Ollama?");
                ana.sees(asked, "the answer", content -> content.contains("\n-# handbook · "));
                listen.terminate();
                assertThat(listen.exit()).isZero();
            }
        }
    }

    @Test
    void isALambdaFunction() throws Exception {
        LoopbackRuntime runtime = Await.soon("the Runtime API", LoopbackRuntime.start(vertx));
        ollama.answersNext(FakeAnswer.text("Out of the image."));
        Map<String, String> environment = Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                runtime.address(),
                "OLLAMA_URL",
                ollama.url().toString(),
                "OLLAMA_MODEL",
                FakeOllama.MODEL);
        try (Running lambda = image.start(environment, "lambda")) {
            String answer = Await.soon("the answer", runtime.ask("Where are you?", null))
                    .text();
            assertThat(answer).contains("event: started", "Out", "image.", "event: completed");
            lambda.terminate();
            assertThat(lambda.exit()).isZero();
        }
    }
}
