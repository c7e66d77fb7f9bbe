package dev.rivulet.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** AWS's own runtime client for Node.js takes work from our Runtime API, behind our API Gateway. */
class AwsRuntimeClientIT {
    private static final Path SCRIPTS = Path.of("src/test/node").toAbsolutePath();

    static final Vertx vertx = Vertx.vertx();
    static LambdaService service;
    static ApiGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules/aws-lambda-ric")),
                "SKIPPED: aws-lambda-ric is not installed (npm ci --prefix src/test/node --ignore-scripts)");
        service = new LambdaService(vertx, AwsRuntimeClientIT::node, 1, Duration.ofSeconds(20));
        gateway =
                ApiGateway.start(vertx, service::invoke, ApiOptions.streaming()).await(20, TimeUnit.SECONDS);
    }

    private static Process node(String runtimeApi) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("node", "lambda-runtime.mjs")
                .directory(SCRIPTS.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        builder.environment().put("AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1", "true");
        return builder.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            service.close().await(20, TimeUnit.SECONDS);
        }
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void streamsItsAnswers() throws Exception {
        int before = service.invocations();
        for (String body : new String[] {"first", "second"}) {
            HttpResponse<String> response = post("/any", body);
            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.headers().firstValue("x-method")).hasValue("POST");
            assertThat(response.body()).isEqualTo("one, two: " + body);
        }
        assertThat(service.invocations() - before).isEqualTo(2);
        assertThat(service.processes()).hasSize(1);
    }

    @Test
    void showsThatAnAnswerIsNotWholeThatFailedMidway() {
        assertThatThrownBy(() -> post("/fail", "x")).isInstanceOf(IOException.class);
    }

    @Test
    void startsAnotherProcessAfterACrash() throws Exception {
        assertThat(post("/crash", "x").statusCode()).isEqualTo(502);
        assertThat(post("/any", "again").body()).isEqualTo("one, two: again");
    }

    @Test
    void endsAFunctionThatTakesLongerThanItsTimeout() throws Exception {
        LambdaService strict = new LambdaService(vertx, AwsRuntimeClientIT::node, 1, Duration.ofSeconds(3));
        ApiGateway inFront =
                ApiGateway.start(vertx, strict::invoke, ApiOptions.streaming()).await(20, TimeUnit.SECONDS);
        try {
            strict.warmUp().await(20, TimeUnit.SECONDS);
            Process slow = strict.processes().getFirst();
            assertThat(post(inFront, "/hang", "x").statusCode()).isEqualTo(502);
            assertThat(slow.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
            assertThat(post(inFront, "/any", "next").body()).isEqualTo("one, two: next");
        } finally {
            strict.close().await(20, TimeUnit.SECONDS);
        }
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(gateway, path, body);
    }

    private static HttpResponse<String> post(ApiGateway to, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(to.url() + path))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }
}
