package dev.rivulet.app;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeAnswer;
import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.WorldEvent;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cloud is away, or this listener can't say who it is: something on the spot answers, and the message says so. */
class StandbyIT {
    @TempDir
    Path home;

    @Test
    void aModelNearbyAnswersWhereTheRouterIsAwayAndSaysSo() {
        takesOver(Map.of());
    }

    @Test
    void aModelNearbyAnswersWhereThereAreNoCredentialsAndSaysSo() {
        Properties before = (Properties) System.getProperties().clone();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("aws.configFile", home.resolve("none").toString());
        System.setProperty("aws.sharedCredentialsFile", home.resolve("none").toString());
        try {
            takesOver(Map.of("RIVULET_CHAT_AUTH", "iam", "RIVULET_CHAT_REGION", "eu-central-1"));
        } finally {
            System.setProperties(before);
        }
    }

    private void takesOver(Map<String, String> more) {
        Vertx vertx = Vertx.vertx();
        FakeOllama ollama = FakeOllama.start(vertx);
        Map<String, String> settings = new HashMap<>(Map.of(
                "RIVULET_ROUTER_FALLBACKS",
                "ollama",
                "OLLAMA_URL",
                ollama.url().toString(),
                "OLLAMA_MODEL",
                FakeOllama.MODEL));
        settings.putAll(more);
        // Until the line was seen: what comes next takes its place.
        Promise<Void> seen = Promise.promise();
        List<FakeAnswer.Step> steps = new ArrayList<>(List.of(new FakeAnswer.Step.Until(seen.future())));
        steps.addAll(FakeAnswer.of("Standing in.").steps());
        ollama.answersNext(new FakeAnswer(steps));
        URI nobody = URI.create("http://127.0.0.1:1/live/chat");
        try (Anyform form = Anyform.listening(nobody, home, settings)) {
            List<String> shown = new CopyOnWriteArrayList<>();
            form.discord.world().events().subscribe(event -> {
                if (event instanceof WorldEvent.MessageCreated(var message)) {
                    shown.add(message.content());
                } else if (event instanceof WorldEvent.MessageUpdated(var message)) {
                    shown.add(message.content());
                }
            });
            Channel channel = form.channel("general");
            form.asks(channel, "Who is there?");
            Await.until(
                    "the line that says who took over",
                    () -> shown.stream().anyMatch(text -> text.contains("remote is not available; ollama answers")));
            seen.complete();
            form.sees(
                    channel,
                    "the answer from nearby",
                    text -> text.contains("Standing in.") && text.contains("-# " + FakeOllama.MODEL));
        } finally {
            ollama.close();
            Await.soon("Vert.x's end", vertx.close());
        }
    }
}
