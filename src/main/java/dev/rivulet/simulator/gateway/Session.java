package dev.rivulet.simulator.gateway;

import dev.rivulet.simulator.world.User;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a connection: who it is, what they hear, and the newest events, kept to be replayed. Guarded by the world's lock.
 */
final class Session {
    /** Events kept for a resume; a client that missed more has to identify anew. */
    static final int MAX_KEPT = 1000;

    /** "A few minutes", after which Discord forgets a session that nobody resumed. */
    private static final Duration RESUMABLE = Duration.ofMinutes(5);

    final String id;
    final User user;
    final int intents;
    private final Deque<Dispatched> kept = new ArrayDeque<>();
    private int sequence;
    private @Nullable Connection connection;
    private @Nullable Instant lostAt;

    Session(String id, User user, int intents) {
        this.id = id;
        this.user = user;
        this.intents = intents;
    }

    boolean has(Intent intent) {
        return intent.in(intents);
    }

    int sequence() {
        return sequence;
    }

    @Nullable Connection connection() {
        return connection;
    }

    void attach(Connection newConnection) {
        connection = newConnection;
        lostAt = null;
    }

    void detach(Connection lost, Instant now) {
        if (connection == lost) {
            connection = null;
            lostAt = now;
        }
    }

    /** Whether nobody has come back for so long that the session is over. */
    boolean isOver(Instant now) {
        return lostAt != null && lostAt.plus(RESUMABLE).isBefore(now);
    }

    /** Sends an event, or keeps it for when the client is back. */
    void dispatch(String name, JsonObject data) {
        var event = new Dispatched(
                ++sequence,
                new JsonObject()
                        .put("op", Opcode.DISPATCH)
                        .put("t", name)
                        .put("s", sequence)
                        .put("d", data)
                        .encode());
        kept.add(event);
        if (kept.size() > MAX_KEPT) {
            kept.remove();
        }
        if (connection != null) {
            connection.send(event.payload());
        }
    }

    /** Whether everything after {@code last} is still here. */
    boolean canReplayAfter(int last) {
        return last <= sequence && (kept.isEmpty() || kept.getFirst().sequence() <= last + 1);
    }

    List<String> after(int last) {
        return kept.stream()
                .filter(event -> event.sequence() > last)
                .map(Dispatched::payload)
                .toList();
    }

    private record Dispatched(int sequence, String payload) {}
}
