package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.Usage;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.standin.ApiOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In the split form, people choose among what the router elsewhere has. */
@Timeout(120)
class SplitChoicesIT {
    @TempDir
    Path home;

    private static JsonArray named(String name) {
        return new JsonArray()
                .add(new JsonObject().put("name", "name").put("type", 3).put("value", name));
    }

    @Test
    void aModelThatSomebodyChoseReachesTheRouterElsewhere() throws Exception {
        try (ScriptedModel model = new ScriptedModel();
                Anyform form = Anyform.split(model, home, 1, ApiOptions.streaming(), Map.of())) {
            model.answers(
                    "short",
                    List.of(
                            new ScriptedModel.Step(Duration.ZERO, new ChatEvent.Started("far", "ollama", "huge")),
                            new ScriptedModel.Step(Duration.ZERO, new TextDelta("A river.")),
                            new ScriptedModel.Step(
                                    Duration.ZERO,
                                    new ChatEvent.Completed(
                                            ChatEvent.Finish.STOP, new Usage(1, 2), Duration.ofSeconds(1)))));
            Channel channel = form.channel("choices");
            Await.found(
                    "the commands",
                    () -> form.discord.world().commands().list(form.bot.id(), null).stream()
                            .findFirst());
            form.discord
                    .world()
                    .interactions()
                    .uses()
                    .useCommand(form.ada, channel.id(), form.bot.id(), "model", named("huge"));
            Await.found(
                    "what was chosen",
                    () -> form.ours(channel).stream()
                            .filter(message -> message.content().contains("in this channel: huge"))
                            .findFirst());
            form.asks(channel, "Tell me something short");
            form.sees(channel, "the answer", text -> text.contains("-# huge"));
            assertThat(model.body("short").getString("model")).isEqualTo("huge");
        }
    }
}
