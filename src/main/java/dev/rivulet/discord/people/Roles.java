package dev.rivulet.discord.people;

import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordException;
import dev.rivulet.discord.client.Reads;
import discord4j.rest.RestClient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Which roles people have, asked of Discord and believed for a minute. All on one context. */
public final class Roles {
    private static final long BELIEVED_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int REMEMBERED = 1_000;

    private record Known(Set<String> roles, long sinceNanos) {}

    private final RestClient client;
    private final Context context;
    private final LongSupplier nanoTime;
    private final Map<String, Known> known = new LinkedHashMap<>();

    public Roles(RestClient client, Context context, LongSupplier nanoTime) {
        this.client = client;
        this.context = context;
        this.nanoTime = nanoTime;
    }

    /** The ids of the person's roles on that server; fails with {@link DiscordException}. */
    Future<Set<String>> of(String guildId, String userId) {
        String key = guildId + "/" + userId;
        Known before = known.get(key);
        if (before != null && nanoTime.getAsLong() - before.sinceNanos() < BELIEVED_NANOS) {
            return Future.succeededFuture(before.roles());
        }
        return DiscordApi.onContext(
                        Reads.patiently(client.getGuildService()
                                .getGuildMember(DiscordApi.number(guildId), DiscordApi.number(userId))),
                        context)
                .map(member -> {
                    Set<String> roles = new HashSet<>();
                    member.roles().forEach(role -> roles.add(role.asString()));
                    known.remove(key);
                    known.put(key, new Known(Set.copyOf(roles), nanoTime.getAsLong()));
                    if (known.size() > REMEMBERED) {
                        known.remove(known.keySet().iterator().next());
                    }
                    return Set.copyOf(roles);
                });
    }
}
