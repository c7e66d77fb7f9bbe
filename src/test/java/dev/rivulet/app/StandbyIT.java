package dev.rivulet.app;

import dev.rivulet.simulator.world.Channel;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cloud is away, and something on the spot answers. */
class StandbyIT {
    @TempDir
    Path home;

    @Test
    void aBackendNearbyAnswersWhereTheRouterIsAway() {
        URI nobody = URI.create("http://127.0.0.1:1/live/chat");
        try (Anyform form = Anyform.listening(nobody, home, Map.of("RIVULET_ROUTER_FALLBACKS", "handbook"))) {
            Channel channel = form.channel("general");
            form.asks(channel, "How do I connect Ollama?");
            form.sees(channel, "the handbook's answer", text -> text.contains("-# ") && text.contains("handbook"));
        }
    }
}
