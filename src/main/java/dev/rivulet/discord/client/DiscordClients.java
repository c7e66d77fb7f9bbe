package dev.rivulet.discord.client;

import dev.rivulet.config.Secret;
import discord4j.common.ReactorResources;
import discord4j.core.DiscordClient;
import discord4j.core.DiscordClientBuilder;
import discord4j.rest.http.client.ClientException;
import discord4j.rest.request.RouterOptions;
import discord4j.rest.response.ResponseFunction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import reactor.netty.resources.ConnectionProvider;

/** Sets Discord4J up the way this room wants it. One client a process: each holds threads for good. */
public final class DiscordClients {
    /** Discord answers in well under a second; what takes longer is asked again. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration MAX_IDLE = Duration.ofSeconds(30);
    private static final int MAX_CONNECTIONS = 64;

    /**
     * Fails a 5xx at once. Left alone, Discord4J asks again up to ten times, 2 to 30 seconds apart, while everything else for that channel
     * waits, and sends text that has long been overtaken.
     */
    private static final ResponseFunction FAIL_FAST = _ -> response -> response.onErrorMap(
            ClientException.class, cause -> cause.getStatus().code() >= 500 ? DiscordApi.translate(cause) : cause);

    private DiscordClients() {}

    /** Fails with a {@link LoginException} if the token can't be one. On a worker: loading Discord4J takes a second or more. */
    public static Future<DiscordClient> create(Vertx vertx, Secret token, URI apiUrl, Limits limits) {
        return vertx.executeBlocking(() -> create(token, apiUrl, limits));
    }

    private static DiscordClient create(Secret token, URI apiUrl, Limits limits) {
        ConnectionProvider connections = ConnectionProvider.builder("discord")
                .maxConnections(MAX_CONNECTIONS)
                .maxIdleTime(MAX_IDLE)
                .build();
        ReactorResources resources = ReactorResources.builder()
                .httpClient(limits.observe(
                        ReactorResources.newHttpClient(connections).responseTimeout(RESPONSE_TIMEOUT)))
                .build();
        DiscordClientBuilder<DiscordClient, RouterOptions> builder =
                DiscordClientBuilder.create(token.reveal().strip());
        builder.setReactorResources(resources);
        builder.onClientResponse(FAIL_FAST);
        try {
            return build(builder, apiUrl);
        } catch (IllegalArgumentException e) {
            // Discord4J takes the bot's id out of the token. Its message could quote parts of that.
            throw LoginException.wrongToken();
        }
    }

    private static DiscordClient build(DiscordClientBuilder<DiscordClient, RouterOptions> builder, URI apiUrl) {
        return builder.build(options -> new Lanes(new RouterOptions(
                options.getToken(),
                options.getReactorResources(),
                options.getExchangeStrategies(),
                options.getResponseTransformers(),
                new GlobalLimit(options.getReactorResources().getTimerTaskScheduler()),
                options.getRequestQueueFactory(),
                apiUrl.toString())));
    }
}
