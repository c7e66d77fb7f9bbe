package dev.rivulet.discord.client;

import dev.rivulet.config.DiscordConfig;
import dev.rivulet.config.Secret;
import discord4j.core.DiscordClient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Finds out who the bot is, which is also the first use of its token. */
public final class Login {
    private final Vertx vertx;
    private final Context context;
    private final DiscordClient client;
    private final URI apiUrl;

    public Login(Vertx vertx, Context context, DiscordClient client, URI apiUrl) {
        this.vertx = vertx;
        this.context = context;
        this.client = client;
        this.apiUrl = apiUrl;
    }

    /**
     * What a login would find out, without going online. Fails with a {@link LoginException} that says what to change. Makes a client of
     * its own, which lives as long as the process: for programs that look once.
     */
    public static Future<Connected> look(Vertx vertx, DiscordConfig config) {
        Secret token = config.token();
        if (token == null) {
            return Future.failedFuture(LoginException.wrongToken());
        }
        Limits unobserved = new Limits(_ -> {}, _ -> {});
        Context context = vertx.getOrCreateContext();
        return DiscordClients.create(vertx, token, config.apiUrl(), unobserved)
                .compose(client -> new Login(vertx, context, client, config.apiUrl()).application(1))
                .map(application -> application.connected(config));
    }

    /** Asks Discord, again each second while that fails in passing. */
    public Future<Application> application(int attempts) {
        return Future.fromCompletionStage(
                        client.getApplicationService()
                                .getCurrentApplicationInfo()
                                .toFuture(),
                        context)
                .map(Application::of)
                .recover(cause -> {
                    DiscordException failure = DiscordApi.translate(cause);
                    return switch (failure.kind()) {
                        case UNAUTHORIZED -> Future.failedFuture(LoginException.wrongToken());
                        case PASSING ->
                            attempts == 1
                                    ? Future.failedFuture(LoginException.unreachable(apiUrl, failure))
                                    : vertx.timer(1, TimeUnit.SECONDS).compose(_ -> application(attempts - 1));
                        case GONE, FORBIDDEN, REJECTED ->
                            Future.failedFuture(LoginException.unreachable(apiUrl, failure));
                    };
                });
    }
}
