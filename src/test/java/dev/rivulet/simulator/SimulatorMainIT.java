package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator as a process of its own, over TCP. */
@Timeout(60)
class SimulatorMainIT {
    @Test
    void letsABotAndAPersonChatOverHttp() throws Exception {
        var discord = SimulatorProcess.start("--port", "0", "--limit", "message_create=2/60");
        try {
            var about = discord.about();
            var channel = Long.parseLong(about.getString("channelId"));
            var client = HttpClient.newHttpClient();
            var ana = new Rest(client, about.getString("baseUrl"), about.getString("personToken"));
            var bot = new Rest(client, about.getString("baseUrl"), "Bot " + about.getString("botToken"));
            assertThat(ana.say(channel, "Anybody there?").status()).isEqualTo(200);
            assertThat(bot.get("/channels/" + channel + "/messages")
                            .array()
                            .getJsonObject(0)
                            .getString("content"))
                    .isEqualTo("Anybody there?");
            assertThat(bot.say(channel, "I am.").header("X-RateLimit-Limit")).isEqualTo("2");
        } finally {
            discord.process().destroy();
            assertThat(discord.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
