package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.Usage;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.standin.ApiOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may go wrong between the listener and its router ends in a visible, true line, and the next question works. */
class SplitWeatherIT {
    private static final ChatEvent STARTED = new ChatEvent.Started("far", "ollama", "tiny");
    private static final ChatEvent COMPLETED =
            new ChatEvent.Completed(ChatEvent.Finish.STOP, Usage.UNKNOWN, Duration.ZERO);
    /** How long the environment is frozen: by default for less than CI does, so that nobody has to wait for it. */
    private static final Duration FROZEN = Duration.ofSeconds(Long.getLong("rivulet.test.frozenSeconds", 3));

    @TempDir
    static Path home;

    static ScriptedModel model;
    static Anyform form;
    static int channels;

    @BeforeAll
    static void start() {
        model = new ScriptedModel();
        model.answers("whole", List.of(step(0, STARTED), step(10, new TextDelta("All is well.")), step(10, COMPLETED)));
        model.answers("midway", List.of(step(0, STARTED), step(10, new TextDelta("Only so far, "))));
        form = Anyform.split(model, home, 1, ApiOptions.streaming(), Map.of());
    }

    @AfterAll
    static void stop() {
        if (form != null) {
            form.close();
        }
        model.close();
    }

    private static ScriptedModel.Step step(int afterMillis, ChatEvent event) {
        return new ScriptedModel.Step(Duration.ofMillis(afterMillis), event);
    }

    private static Channel asks(String word) {
        Channel channel = form.channel("weather-" + channels++);
        form.asks(channel, "Say something " + word);
        return channel;
    }

    private static Message seesAnswer(Channel channel) {
        return form.sees(channel, "a whole answer", text -> text.contains("All is well.") && text.contains("-# tiny"));
    }

    private static Channel seesHalf() {
        Channel channel = asks("midway");
        form.sees(channel, "half an answer", text -> text.contains("Only so far,"));
        return channel;
    }

    private static void seesThatItBroke(Channel channel) {
        form.sees(
                channel,
                "a line that says what happened",
                text -> text.contains("Only so far,") && text.contains("broke before the answer was whole"));
    }

    @Test
    void answersAfterTheEnvironmentWasFrozenAndTheBackendDroppedItsConnections() throws Exception {
        seesAnswer(asks("whole"));
        long pid = form.far.lambda().processes().getFirst().pid();
        signal("STOP", pid);
        model.dropConnections();
        pass(FROZEN);
        signal("CONT", pid);
        seesAnswer(asks("whole"));
        assertThat(form.far.lambda().processes().getFirst().pid()).isEqualTo(pid);
    }

    @Test
    void saysSoWhenTheFunctionCrashesInMidAnswerAndStartsAnother() {
        Channel channel = seesHalf();
        Process process = form.far.lambda().processes().getFirst();
        process.destroyForcibly();
        seesThatItBroke(channel);
        seesAnswer(asks("whole"));
        assertThat(form.far.lambda().processes()).doesNotContain(process);
    }

    @Test
    void saysSoWhenTheGatewayClosesEarly() {
        form.far.gateway().faults().cutNextAfter(120);
        seesThatItBroke(asks("midway"));
        seesAnswer(asks("whole"));
    }

    @Test
    void saysSoWhenTheListenerLosesItsNetworkForFiveSeconds() throws Exception {
        Channel channel = seesHalf();
        Await.soon("the network's end", form.far.gateway().vanish());
        seesThatItBroke(channel);
        Channel meanwhile = asks("whole");
        form.sees(meanwhile, "that the router is not there", text -> text.contains("can't be reached"));
        pass(Duration.ofSeconds(5));
        Await.soon("the network's return", form.far.gateway().comeBack());
        seesAnswer(asks("whole"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /chat, wrong, {}, 403, does not match the signature",
        "POST, /chat, none, {}, 403, Missing Authentication Token",
        "POST, /chat, right, large, 413, Request Too Long",
        "POST, /chat, right, {broken, 400, not JSON",
        "POST, /chat, right, {}, 400, messages",
        "GET, /nothing, right, , 404, There is nothing here",
    })
    void refusesInWordsWithoutCallingABackend(
            String method, String path, String signature, String body, int status, String words) throws Exception {
        int before = model.questions();
        String sent = body == null ? "" : body.equals("large") ? "x".repeat(6_300_000) : body;
        HttpResponse<String> response = signed(method, path, signature, sent);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject told = new JsonObject(response.body());
        assertThat(told.getString("message", told.getString("detail"))).contains(words);
        assertThat(model.questions()).isEqualTo(before);
    }

    private static HttpResponse<String> signed(String method, String path, String signature, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create(form.far.gateway().url() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!signature.equals("none")) {
            List<String> headers = new ArrayList<>();
            Anyform.signature(method, uri, signature.equals("wrong") ? body + " " : body)
                    .forEach((name, value) -> headers.addAll(List.of(name, value)));
            request.headers(headers.toArray(String[]::new));
        }
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static void pass(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
