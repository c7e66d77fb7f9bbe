package dev.rivulet.discord.history;

import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What kind of channel each is, asked of Discord once. A thread's parent never changes. */
public final class Places {
    private static final Logger LOG = LoggerFactory.getLogger(Places.class);
    private static final int REMEMBERED = 2_000;

    private final DiscordApi api;
    private final Map<String, Place> known = new LinkedHashMap<>();

    public Places(DiscordApi api) {
        this.api = api;
    }

    /** What is known of it already; a plain channel where nothing is. */
    public Place known(DiscordMessage message) {
        String id = message.channelId();
        return message.guildId() == null
                ? new Place(id, Place.Kind.DIRECT, null)
                : known.getOrDefault(id, new Place(id, Place.Kind.CHANNEL, null));
    }

    /** Is known from now on without asking. */
    public void know(Place place) {
        known.put(place.channelId(), place);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** Never fails: a channel that can't be asked about is {@link Place.Kind#UNKNOWN}, until the next time. */
    public Future<Place> of(DiscordMessage message) {
        String id = message.channelId();
        if (message.guildId() == null) {
            return Future.succeededFuture(new Place(id, Place.Kind.DIRECT, null));
        }
        Place place = known.get(id);
        if (place != null) {
            return Future.succeededFuture(place);
        }
        return api.place(id).onSuccess(this::know).otherwise(cause -> {
            LOG.atWarn()
                    .addKeyValue(LogKeys.CHANNEL_ID, id)
                    .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                    .log(
                            "Discord doesn't say what channel this is: if it is a thread, its rules and its history are missed");
            return new Place(id, Place.Kind.UNKNOWN, null);
        });
    }
}
