package dev.rivulet.discord.answer;

import dev.rivulet.discord.client.DiscordApi;
import io.vertx.core.Vertx;

/** Shows that we are at an answer. All on one context. */
public final class Typing {
    /** Discord shows the indicator for 10 seconds. */
    private static final long EVERY_MS = 8_000;

    private final Vertx vertx;
    private final DiscordApi api;

    public Typing(Vertx vertx, DiscordApi api) {
        this.vertx = vertx;
        this.api = api;
    }

    /** Shows it until there is text, where Discord doesn't show by itself that we are at it, as it does for a command. */
    void show(Answering answering) {
        if (answering.outlet() instanceof ChannelOutlet) {
            again(answering);
        }
    }

    private void again(Answering answering) {
        if (answering.isWaiting()) {
            api.typing(answering.channelId());
            vertx.setTimer(EVERY_MS, _ -> again(answering));
        }
    }
}
