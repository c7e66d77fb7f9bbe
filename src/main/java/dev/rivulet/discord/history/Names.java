package dev.rivulet.discord.history;

import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Origin;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What servers and channels are called, asked of Discord and believed for ten minutes. All on one context. */
public final class Names {
    private static final String DIRECT = "direct messages";
    private static final long BELIEVED_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int REMEMBERED = 2_000;

    /** An answer doesn't wait longer for a name. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Known(Future<String> name, long sinceNanos) {}

    /** Where something was said; null where a name isn't known. */
    public record Where(@Nullable String server, @Nullable String channel) {
        public ChatRequest into(ChatRequest request) {
            Origin origin = request.origin();
            return request.from(new Origin(origin.server(), origin.channel(), origin.profile(), server, channel));
        }
    }

    private final DiscordApi api;
    private final LongSupplier nanoTime;
    private final Map<String, Known> known = new LinkedHashMap<>();

    public Names(DiscordApi api, LongSupplier nanoTime) {
        this.api = api;
        this.nanoTime = nanoTime;
    }

    /** Never fails: what can't be found out in time stays unknown. */
    public Future<Where> of(DiscordMessage message) {
        String server = message.guildId();
        if (server == null) {
            return Future.succeededFuture(new Where(DIRECT, DIRECT));
        }
        Future<String> serverName = name(server, () -> api.serverName(server));
        Future<String> channelName = name(message.channelId(), () -> api.channelName(message.channelId()));
        return Future.join(serverName, channelName)
                .transform(_ -> Future.succeededFuture(new Where(serverName.result(), channelName.result())));
    }

    private Future<String> name(String id, Supplier<Future<String>> lookUp) {
        Known now = known.remove(id);
        if (now == null || now.name().failed() || nanoTime.getAsLong() - now.sinceNanos() >= BELIEVED_NANOS) {
            now = new Known(lookUp.get().timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), nanoTime.getAsLong());
        }
        known.put(id, now);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        return now.name();
    }
}
