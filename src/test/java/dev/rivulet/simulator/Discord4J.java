package dev.rivulet.simulator;

import discord4j.core.DiscordClient;
import discord4j.core.DiscordClientBuilder;
import discord4j.core.GatewayDiscordClient;
import discord4j.gateway.intent.IntentSet;
import discord4j.rest.request.DefaultRouter;
import discord4j.rest.request.RouterOptions;
import java.time.Duration;
import java.util.Objects;

/** Points the real client at a simulator. */
final class Discord4J {
    private static final Duration LOGIN = Duration.ofSeconds(20);
    private static final Duration LOGOUT = Duration.ofSeconds(5);

    private Discord4J() {}

    static DiscordClient client(String baseUrl, String token) {
        return DiscordClientBuilder.create(token)
                .build(o -> new DefaultRouter(new RouterOptions(
                        o.getToken(),
                        o.getReactorResources(),
                        o.getExchangeStrategies(),
                        o.getResponseTransformers(),
                        o.getGlobalRateLimiter(),
                        o.getRequestQueueFactory(),
                        baseUrl)));
    }

    static GatewayDiscordClient login(String baseUrl, String token, IntentSet intents) {
        return Objects.requireNonNull(client(baseUrl, token)
                .gateway()
                .setEnabledIntents(intents)
                .login()
                .block(LOGIN));
    }

    /** Without insisting: a race inside the client sometimes lets its logout hang. */
    static void logout(GatewayDiscordClient client) {
        client.logout().timeout(LOGOUT).onErrorComplete().block();
    }
}
