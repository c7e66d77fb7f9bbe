package dev.rivulet.discord.history;

import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Gateway;
import dev.rivulet.store.SavedJson;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a restart must not forget: which messages were dealt with, how far each channel was read, whose answers are unfinished, and the
 * session to go on with. Ids only. Saved a second after a change at the latest; all on one context.
 */
public final class Memory {
    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    private static final long SAVE_WITHIN_MS = 1_000;
    private static final int MOST_CHANNELS = 50;
    private static final int MOST_SAVED_IDS = 500;

    /** How far a channel was read. */
    public record ReadTo(@Nullable String guildId, String messageId) {}

    private final Vertx vertx;
    private final SavedJson saved;
    private final SeenMessages seen = new SeenMessages();
    private final Map<String, ReadTo> channels = new LinkedHashMap<>(16, 0.75f, true);
    /** Channel by message. */
    private final Map<String, String> unfinished = new LinkedHashMap<>();

    private Gateway.@Nullable Session session;
    private Supplier<Optional<Gateway.Session>> liveSession = Optional::empty;
    private boolean saving;
    private boolean closed;

    private Memory(Vertx vertx, SavedJson saved) {
        this.vertx = vertx;
        this.saved = saved;
    }

    public static Future<Memory> load(Vertx vertx, SavedJson saved) {
        return saved.load().map(json -> {
            Memory memory = new Memory(vertx, saved);
            try {
                memory.read(json);
            } catch (ClassCastException e) {
                LOG.atWarn().addKeyValue(LogKeys.DETAIL, e.getMessage()).log("Saved state is of another form");
            }
            return memory;
        });
    }

    private void read(JsonObject json) {
        json.getJsonArray("seen", new JsonArray()).forEach(id -> seen.add((String) id));
        json.getJsonObject("channels", new JsonObject()).forEach(entry -> {
            JsonObject channel = (JsonObject) entry.getValue();
            channels.put(entry.getKey(), new ReadTo(channel.getString("guild"), channel.getString("message")));
        });
        json.getJsonObject("unfinished", new JsonObject())
                .forEach(entry -> unfinished.put(entry.getKey(), (String) entry.getValue()));
        JsonObject saved = json.getJsonObject("session");
        if (saved != null) {
            session = new Gateway.Session(saved.getString("id"), saved.getInteger("sequence"));
        }
    }

    private JsonObject state() {
        JsonObject json = new JsonObject();
        List<String> ids = seen.ids();
        json.put("seen", new JsonArray(ids.subList(Math.max(0, ids.size() - MOST_SAVED_IDS), ids.size())));
        JsonObject read = new JsonObject();
        channels.forEach((id, to) ->
                read.put(id, new JsonObject().put("guild", to.guildId()).put("message", to.messageId())));
        JsonObject open = new JsonObject();
        unfinished.forEach(open::put);
        json.put("channels", read).put("unfinished", open);
        liveSession
                .get()
                .ifPresent(live -> json.put(
                        "session", new JsonObject().put("id", live.id()).put("sequence", live.sequence())));
        return json;
    }

    /** The session of the process before. */
    public Gateway.@Nullable Session session() {
        return session;
    }

    /** Where to look for the session to save. */
    public void keep(Supplier<Optional<Gateway.Session>> live) {
        liveSession = live;
    }

    /** @return whether the message is seen for the first time */
    public boolean see(String messageId) {
        boolean first = seen.add(messageId);
        if (first) {
            changed();
        }
        return first;
    }

    /** Somebody talked to us there: from now on, {@link #readTo} follows what is said. */
    public void watch(DiscordMessage message) {
        channels.put(message.channelId(), new ReadTo(message.guildId(), message.id()));
        if (channels.size() > MOST_CHANNELS) {
            channels.remove(channels.keySet().iterator().next());
        }
        changed();
    }

    public void readTo(DiscordMessage message) {
        ReadTo before = channels.get(message.channelId());
        if (before != null
                && Long.compareUnsigned(
                                Long.parseUnsignedLong(message.id()), Long.parseUnsignedLong(before.messageId()))
                        > 0) {
            channels.put(message.channelId(), new ReadTo(before.guildId(), message.id()));
            changed();
        }
    }

    /** How far each watched channel was read. */
    public Map<String, ReadTo> channels() {
        return Map.copyOf(channels);
    }

    public void begun(String channelId, String messageId) {
        unfinished.put(messageId, channelId);
        changed();
    }

    public void finished(List<String> messageIds) {
        unfinished.keySet().removeAll(messageIds);
        changed();
    }

    /** Messages of answers that the process before did not finish: channel by message. */
    public Map<String, String> unfinished() {
        return Map.copyOf(unfinished);
    }

    private void changed() {
        if (!saving) {
            saving = true;
            vertx.setTimer(SAVE_WITHIN_MS, _ -> {
                saving = false;
                if (!closed) {
                    save();
                }
            });
        }
    }

    /** Saves for the last time, without a session; what changes afterwards is forgotten. Never fails. */
    public Future<Void> close() {
        closed = true;
        liveSession = Optional::empty;
        return save();
    }

    /** Never fails: what can't be saved is logged. */
    private Future<Void> save() {
        return saved.save(state())
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue(LogKeys.DETAIL, cause.toString())
                        .log("State can't be saved; a restart may miss or repeat an answer"))
                .otherwiseEmpty();
    }
}
