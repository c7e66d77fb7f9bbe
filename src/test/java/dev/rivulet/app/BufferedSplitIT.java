package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.Usage;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.standin.ApiOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind an HTTP API, which sends payload 2.0 and can't stream. */
class BufferedSplitIT {
    @TempDir
    Path home;

    @Test
    void answersComeWhole() {
        try (ScriptedModel model = new ScriptedModel()) {
            model.answers(
                    "whole",
                    List.of(
                            step(new ChatEvent.Started("far", "ollama", "tiny")),
                            step(new TextDelta("Grüße ")),
                            step(new TextDelta("vom Fluss.")),
                            step(new ChatEvent.Completed(ChatEvent.Finish.STOP, Usage.UNKNOWN, Duration.ZERO))));
            ApiOptions httpApi = ApiOptions.streaming().with(ApiOptions.Payload.V2, ApiOptions.Mode.BUFFERED);
            try (Anyform form = Anyform.split(model, home, 1, httpApi, Map.of("RIVULET_LAMBDA_RESPONSE", "buffered"))) {
                Channel channel = form.channel("general");
                form.asks(channel, "Say something whole");
                form.sees(
                        channel,
                        "the whole answer",
                        text -> text.contains("Grüße vom Fluss.") && text.contains("-# tiny"));
                assertThat(form.far.lambda().invocations()).isPositive();
            }
        }
    }

    private static ScriptedModel.Step step(ChatEvent event) {
        return new ScriptedModel.Step(Duration.ofMillis(10), event);
    }
}
