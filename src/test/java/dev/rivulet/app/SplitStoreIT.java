package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeAnswer;
import dev.rivulet.backend.ollama.FakeChat;
import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.config.StoreConfig;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.standin.ApiOptions;
import dev.rivulet.store.DynamoDbLocal;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A listener and a router apart, with one table, behind a gateway that keeps from the function that its client has left. */
@Timeout(180)
class SplitStoreIT {
    private static final String TOKEN = "a token for this test alone";

    @TempDir
    static Path home;

    static Vertx vertx;
    static DynamoDbLocal table;
    static FakeOllama ollama;
    static FarHalf far;
    static Anyform near;

    @BeforeAll
    static void start() throws Exception {
        // Where every program with AWS's library finds credentials first.
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        vertx = Vertx.vertx();
        table = DynamoDbLocal.start();
        ollama = FakeOllama.start(vertx);
        Map<String, String> shared = shared(table.config());
        far = Await.soon(
                "the far half",
                FarHalf.start(
                        vertx,
                        ApiOptions.streaming().swallowingLeaving(),
                        1,
                        variables -> {
                            variables.keySet().removeIf(name -> name.startsWith("RIVULET_"));
                            variables.putAll(shared);
                            variables.put("RIVULET_API_TOKEN", TOKEN);
                            variables.put("OLLAMA_URL", ollama.url().toString());
                            variables.put("OLLAMA_MODEL", FakeOllama.MODEL);
                            variables.put("AWS_ACCESS_KEY_ID", "local");
                            variables.put("AWS_SECRET_ACCESS_KEY", "local");
                        },
                        List.of()));
        Map<String, String> settings = new HashMap<>(shared);
        settings.put("RIVULET_CHAT_TOKEN", TOKEN);
        near = Anyform.listening(far.chat(), home, settings);
    }

    private static Map<String, String> shared(StoreConfig store) {
        return Map.of(
                "RIVULET_STORE_KIND", "dynamodb",
                "RIVULET_STORE_TABLE", String.valueOf(store.table()),
                "RIVULET_STORE_REGION", String.valueOf(store.region()),
                "RIVULET_STORE_ENDPOINT", String.valueOf(store.endpoint()),
                "RIVULET_BUDGETS_CHANNEL_QUESTIONS", "2");
    }

    @AfterAll
    static void stop() {
        if (near != null) {
            near.close();
        }
        Await.soon("the far half's end", far.close());
        ollama.close();
        table.close();
        Await.soon("Vert.x's end", vertx.close());
    }

    @Test
    void theRouterCountsAndTheListenerPassesOn() {
        ollama.answersNext(FakeAnswer.text("gladly"), FakeAnswer.text("again"));
        Channel channel = near.channel("budget");
        near.asks(channel, "one");
        near.sees(channel, "the first answer", text -> text.contains("gladly") && text.contains("-# "));
        near.asks(channel, "two");
        near.sees(channel, "the second answer", text -> text.contains("again") && text.contains("-# "));
        near.asks(channel, "three");
        near.sees(channel, "the refusal", text -> text.contains("This channel's questions for today are used up (2)"));
    }

    private FakeChat isHalfway(Channel channel) {
        near.sees(channel, "half an answer", text -> text.contains("So far"));
        FakeChat chat = ollama.chats().getLast();
        assertThat(chat.closedByClient().isComplete()).isFalse();
        return chat;
    }

    @Test
    void aDeletedQuestionStopsTheFunctionsModel() {
        ollama.answersNext(FakeAnswer.of("So", " far", " and", " further").stalledAfter(2));
        Channel channel = near.channel("deletion");
        Message question = near.asks(channel, "tell");
        FakeChat chat = isHalfway(channel);

        near.discord.world().messages().delete(channel.id(), question.id(), near.ada);
        Await.soon("the end of the model's work", chat.closedByClient());
    }

    @Test
    void theButtonStopsTheFunctionsModel() {
        ollama.answersNext(FakeAnswer.of("So", " far", " and", " further").stalledAfter(2));
        Channel channel = near.channel("button");
        near.asks(channel, "tell");
        FakeChat chat = isHalfway(channel);

        near.presses(near.ours(channel).getLast(), "Stop");
        Await.soon("the end of the model's work", chat.closedByClient());
        near.sees(channel, "who stopped it", text -> text.contains("So far") && text.contains("Ada"));
    }

    @Test
    void theCommandStopsTheFunctionsModel() {
        ollama.answersNext(FakeAnswer.of("So", " far", " and", " further").stalledAfter(2));
        Channel channel = near.channel("command");
        near.asks(channel, "tell");
        FakeChat chat = isHalfway(channel);

        near.uses(channel, "stop");
        Await.soon("the end of the model's work", chat.closedByClient());
    }
}
