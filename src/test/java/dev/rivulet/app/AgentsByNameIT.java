package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.agentcore.FakeAnswer;
import dev.rivulet.backend.agentcore.FakeAws;
import dev.rivulet.backend.agentcore.FakeInvocation;
import dev.rivulet.backend.ollama.FakeOllama;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two agents on AWS, one of each kind, and an Ollama, each under a name: who is asked, and how long one may think. */
@Timeout(120)
@ExtendWith(AwsKeys.class)
class AgentsByNameIT {
    /** Longer than the router would wait for another backend. */
    private static final Duration THINKS = Duration.ofMillis(600);

    @TempDir
    Path home;

    private final Vertx outside = Vertx.vertx();
    private final FakeAws aws = FakeAws.start(outside);
    private OneProcess rivulet;

    private void start(Map<String, String> settings) throws IOException {
        Files.writeString(Files.createDirectory(home.resolve("config")).resolve("rivulet.yaml"), """
                backends:
                  support: {agentcore: {runtimeArn: "%s", endpoint: "%s"}}
                  research: {agentcore: {agentId: ABCDEF1234, agentAliasId: TSTALIASID, region: eu-west-1, endpoint: "%2$s"}}
                """.formatted(
                        FakeAws.ARN, aws.url()));
        rivulet = new OneProcess(home, settings);
    }

    @AfterEach
    void stop() {
        rivulet.close();
        Await.soon("the other Vert.x's end", outside.close());
    }

    private String asks(String backend) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + rivulet.port() + "/chat"))
                                    .header("Content-Type", "application/json")
                                    .header("Accept", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("""
                                            {"conversation": "c", "backend": "%s", "messages": [{"role": "user", "content": "hi"}]}
                                            """.formatted(backend)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void eachIsAskedByItsNameInASessionOfItsOwn() throws Exception {
        start(Map.of());
        aws.answersWith(asked -> asked.path().startsWith("/agents/")
                ? FakeAnswer.chunks("I research.")
                : FakeAnswer.yields("I support."));
        assertThat(asks("support")).contains("I support.", "\"support\"");
        assertThat(asks("research")).contains("I research.", "\"research\"");
        assertThat(asks("ollama")).contains(FakeOllama.MODEL);
        assertThat(aws.invocations())
                .extracting(FakeInvocation::session)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void anAgentMayThinkForLongerThanTheRouterWaitsForOthers() throws Exception {
        start(Map.of("RIVULET_ROUTER_FIRST_EVENT", "200ms", "RIVULET_ROUTER_IDLE", "200ms"));
        aws.answersWith(asked -> asked.path().startsWith("/agents/")
                ? FakeAnswer.chunks("Hm").pauses(THINKS).then(FakeAnswer.chunks("m."))
                : FakeAnswer.yields().pauses(THINKS).then(FakeAnswer.yields("Hmm.")));
        assertThat(asks("support")).contains("Hmm.").doesNotContain("router.");
        assertThat(asks("research")).contains("Hmm.").doesNotContain("router.");
    }
}
