package dev.rivulet.bench;

import dev.rivulet.config.DiscordConfig;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.config.Secret;
import dev.rivulet.discord.DiscordVerticle;
import dev.rivulet.telemetry.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Discord listener as it runs in every form. */
final class Rivulet implements Editor {
    private final Vertx vertx;
    private final Path dataDirectory;
    private @Nullable DiscordVerticle discord;

    Rivulet(Vertx vertx, Path dataDirectory) {
        this.vertx = vertx;
        this.dataDirectory = dataDirectory;
    }

    @Override
    public String name() {
        return "Rivulet";
    }

    @Override
    public Future<Void> start(String apiUrl, String token, List<Long> channels) {
        DiscordConfig defaults = RivuletConfig.defaults().discord();
        DiscordVerticle verticle = new DiscordVerticle(
                new DiscordConfig(
                        new Secret(token),
                        URI.create(apiUrl),
                        channels.stream().map(String::valueOf).toList(),
                        0,
                        defaults.historyCharacters(),
                        defaults.maxUnshown()),
                dataDirectory,
                new SimpleMeterRegistry(),
                Trace.disabled(vertx));
        discord = verticle;
        return vertx.deployVerticle(verticle).mapEmpty();
    }

    @Override
    public Future<Void> stop() {
        return discord == null ? Future.succeededFuture() : discord.drain(Duration.ZERO);
    }
}
