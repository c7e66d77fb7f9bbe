package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rivulet.Await;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.config.HttpConfig;
import dev.rivulet.config.Secret;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class GuardIT {
    private static String get(ApiServer server, String headers) throws Exception {
        try (RawClient client = server.connect()) {
            client.write(
                    "GET /health HTTP/1.1\r\n" + headers.replace("PORT", String.valueOf(server.port())) + "\r\n\r\n");
            return client.line();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Host: localhost:PORT, 503",
        "Host: 127.0.0.1:PORT, 503",
        "Host: [::1]:PORT, 503",
        "Host: LocalHost:PORT, 503",
        "'Host: localhost:PORT\r\nOrigin: http://localhost:PORT', 503",
        "Host: evil.example:PORT, 403",
        "Host: evil.example, 403",
        "Host: localhost, 503",
        "Host: [::1], 503",
        "Host: localhost:1, 503",
        "'Host: localhost:1\r\nOrigin: http://localhost:1', 503",
        "'Host: localhost:1\r\nOrigin: http://localhost:PORT', 403",
        "'Host: localhost:PORT\r\nOrigin: http://localhost:3000', 403",
        "Host: 127.0.0.2:PORT, 403",
        "Host: localhost:evil.example, 400",
        "Host: evil.example:localhost, 400",
        "Host: localhost.evil.example:PORT, 403",
        "'Host: localhost:PORT\r\nHost: evil.example', 403",
        "'Host: localhost:PORT\r\nOrigin: http://evil.example', 403",
        "'Host: localhost:PORT\r\nOrigin: http://127.0.0.1:PORT', 403",
        "'Host: localhost:PORT\r\nOrigin: null', 403",
        "'Host: localhost:PORT\r\nOrigin: https://localhost:PORT', 403",
    })
    void onLoopbackOnlyItsOwnNamesAndPagesMayAsk(String headers, int status) throws Exception {
        try (ApiServer server = ApiServer.start()) {
            assertThat(get(server, headers)).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void answersToTheAddressItWasToldToListenOn() throws Exception {
        try (ApiServer server = new ApiServer(new ApiServer.Options().host("127.0.0.2"))) {
            for (String host : List.of("127.0.0.2", "localhost")) {
                try (RawClient client = server.connect()) {
                    client.write("GET /health HTTP/1.1\r\nHost: " + host + ":" + server.port() + "\r\n\r\n");
                    assertThat(client.line()).as(host).startsWith("HTTP/1.1 503");
                }
            }
        }
    }

    @Test
    void refusesForeignPagesOnEveryRouteWithAProblem() throws Exception {
        try (ApiServer server = new ApiServer(new ApiServer.Options()
                .routes(router -> router.get("/page").handler(context -> context.end("<h1>Page</h1>"))))) {
            assertThat(server.send(server.to("/page")).body()).isEqualTo("<h1>Page</h1>");
            assertThat(server.problem(403, server.to("/page").header("Origin", "http://evil.example"))
                            .getString("detail"))
                    .contains("origin");
            server.problem(403, server.chat(ApiServer.HELLO, "Origin", "http://evil.example"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Bearer ", "Basic secret", "secret", "Bearer secretsecret"})
    void needsTheTokenWhereOneIsSet(String credential) throws Exception {
        try (ApiServer server = new ApiServer(new ApiServer.Options().token("secret"))) {
            for (HttpRequest.Builder request : List.of(server.chat(ApiServer.HELLO), server.to("/metrics"))) {
                if (!credential.isEmpty()) {
                    request.header("Authorization", credential);
                }
                JsonObject problem = server.problem(401, request);
                assertThat(problem.encode()).contains("Bearer").doesNotContain("secret");
                assertThat(server.send(request).headers().firstValue("WWW-Authenticate"))
                        .hasValue("Bearer realm=\"rivulet\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer secret", "bearer secret", "Bearer  secret "})
    void letsTheTokenIn(String credential) throws Exception {
        try (ApiServer server = new ApiServer(new ApiServer.Options().token("secret"))) {
            assertThat(server.send(server.to("/metrics").header("Authorization", credential))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesAStrangerBeforeItsBodyIsRead() throws Exception {
        try (ApiServer server = new ApiServer(new ApiServer.Options().token("secret"));
                RawClient client = server.connect()) {
            client.write("POST /chat HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            assertThat(client.line()).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void nobodyCanNameAnothersConversation() throws Exception {
        String body = "{\"conversation\":\"c1\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        String local = conversation(new ApiServer.Options(), body);
        String first = conversation(new ApiServer.Options().token("first"), body, "Authorization", "Bearer first");
        String second = conversation(new ApiServer.Options().token("second"), body, "Authorization", "Bearer second");
        assertThat(List.of(local, first, second)).doesNotHaveDuplicates();
        assertThat(conversation(new ApiServer.Options().token("first"), body, "Authorization", "Bearer first"))
                .as("the same caller's, after a restart")
                .isEqualTo(first);
        assertThat(first).endsWith(":c1").doesNotContain("first");
        assertThat(conversation(new ApiServer.Options(), body.replace("c1", first)))
                .isNotEqualTo(first);
    }

    @Test
    void callersWhoDoNotSayWhoAsksAreNotOneUser() throws Exception {
        String first = asked(new ApiServer.Options().token("first"), ApiServer.HELLO, "Authorization", "Bearer first")
                .user()
                .id();
        String second = asked(
                        new ApiServer.Options().token("second"), ApiServer.HELLO, "Authorization", "Bearer second")
                .user()
                .id();
        assertThat(first).startsWith("api:").doesNotContain("first").isNotEqualTo(second);
    }

    private static String conversation(ApiServer.Options options, String body, String... headers) throws Exception {
        return asked(options, body, headers).conversation().value();
    }

    private static ChatRequest asked(ApiServer.Options options, String body, String... headers) throws Exception {
        try (ApiServer server = new ApiServer(options)) {
            var sent =
                    server.client.sendAsync(server.chat(body, headers).build(), HttpResponse.BodyHandlers.ofString());
            Asked asked = server.asked().complete();
            assertThat(sent.get().statusCode()).isEqualTo(200);
            return asked.request();
        }
    }

    @Test
    void onOtherAddressesItNeedsATokenToStart() throws Exception {
        assertThatThrownBy(() -> deploy(new HttpConfig("0.0.0.0", 0, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RIVULET_API_TOKEN");
        deploy(new HttpConfig("0.0.0.0", 0, new Secret("secret")));
    }

    @Test
    void saysThatThePortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> deploy(new HttpConfig("127.0.0.1", port, null)))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("RIVULET_HTTP_PORT");
        }
    }

    private static void deploy(HttpConfig config) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            vertx.deployVerticle(new HttpServerVerticle(
                            config,
                            () -> Future.succeededFuture(List.of()),
                            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                            _ -> {}))
                    .await(20, TimeUnit.SECONDS);
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesBodiesThatTogetherWouldTakeTooMuchMemory() throws Exception {
        try (ApiServer server = ApiServer.start()) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(server.connect()
                        .write("POST /chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + ApiRequest.MAX_BODY + "\r\nExpect: 100-continue\r\n\r\n"));
                assertThat(clients.getLast().line()).as("body " + i).startsWith("HTTP/1.1 100");
            }

            HttpResponse<String> refused = server.send(server.chat(ApiServer.HELLO));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(new JsonObject(refused.body()).getString("kind")).isEqualTo("overloaded");
            assertThat(new JsonObject(refused.body()).getString("detail")).contains("again in a moment");

            clients.getFirst().close();
            Await.until("room for a body", () -> isTaken(server));
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static boolean isTaken(ApiServer server) {
        try {
            var answer =
                    server.client.sendAsync(server.chat(ApiServer.HELLO).build(), HttpResponse.BodyHandlers.ofString());
            Await.until("an answer", () -> answer.isDone() || server.wasAsked());
            if (server.wasAsked()) {
                server.asked().complete();
            }
            return answer.get().statusCode() == 200;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closesConnectionsOnWhichNothingIsAsked() throws Exception {
        try (ApiServer server = new ApiServer(new ApiServer.Options().idle(Duration.ofMillis(200)));
                RawClient silent = server.connect();
                RawClient slow = server.connect()) {
            slow.write("GET /health HTTP/1.1\r\nHost: lo");
            assertThat(silent.line()).isNull();
            assertThat(slow.line()).isNull();
        }
    }

    @Test
    void keepsConnectionsOnWhichAnAnswerIsAwaited() throws Exception {
        try (ApiServer server = new ApiServer(new ApiServer.Options().idle(Duration.ofMillis(200)));
                RawClient client = server.connect();
                RawClient silent = server.connect()) {
            client.ask("application/json");
            Asked asked = server.asked();
            assertThat(silent.line()).as("longer than the limit").isNull();
            asked.text("Late").complete();
            assertThat(client.head()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void refusesABodyThatDoesNotArrive() throws Exception {
        try (ApiServer server = new ApiServer(new ApiServer.Options().idle(Duration.ofMillis(200)));
                RawClient client = server.connect()) {
            client.write("POST /chat HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
            assertThat(client.line()).startsWith("HTTP/1.1 408");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"})
    void doesNotCallItAnErrorWhenAClientLeavesWhileItsBodyIsRead(String rest) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.rivulet.http");
        logger.addAppender(log);
        try (ApiServer server = ApiServer.start()) {
            try (RawClient client = server.connect()) {
                client.write("POST /chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Expect: 100-continue\r\n" + rest);
                assertThat(client.line()).startsWith("HTTP/1.1 100");
            }
            server.vertx.undeploy(server.verticle().deploymentID()).await(20, TimeUnit.SECONDS);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).extracting(ILoggingEvent::toString).isEmpty();
    }
}
