package dev.rivulet.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What one answer in flight has taken of the budgets, as an entry that outlives the process: its name begins with the end of the lease, so
 * that the oldest are listed first.
 *
 * @param counters what was added to which counter
 * @param expires of the counters
 */
record Reservation(Key lease, List<Counted> counters, Instant expires) {
    static final String SCOPE = "lease";

    /** @param tokens whether it counts tokens rather than questions */
    record Counted(Key counter, boolean tokens, long amount) {}

    static Reservation until(Instant end, List<Counted> counters, Instant expires) {
        return new Reservation(
                new Key(SCOPE, "%015d-%s".formatted(end.toEpochMilli(), UUID.randomUUID())),
                List.copyOf(counters),
                expires);
    }

    boolean isOver(Instant now) {
        return Long.parseLong(lease.name().substring(0, 15)) <= now.toEpochMilli();
    }

    /** Gives everything back. */
    List<Change> release() {
        List<Change> changes = new ArrayList<>(List.of(new Change.Take(lease)));
        counters.forEach(each -> changes.add(new Change.Add(each.counter(), -each.amount(), null, expires)));
        return changes;
    }

    /** Keeps the question, and these tokens instead of those that were reckoned with. */
    List<Change> settle(long tokens) {
        List<Change> changes = new ArrayList<>(List.of(new Change.Take(lease)));
        counters.stream()
                .filter(each -> each.tokens() && each.amount() != tokens)
                .forEach(each -> changes.add(new Change.Add(each.counter(), tokens - each.amount(), null, expires)));
        return changes;
    }

    String encode() {
        JsonArray counted = new JsonArray();
        counters.forEach(each -> counted.add(new JsonObject()
                .put("scope", each.counter().scope())
                .put("name", each.counter().name())
                .put("tokens", each.tokens())
                .put("amount", each.amount())));
        return new JsonObject()
                .put("counters", counted)
                .put("expires", expires.toEpochMilli())
                .encode();
    }

    static Reservation decode(String name, String text) {
        JsonObject json = new JsonObject(text);
        List<Counted> counters = json.getJsonArray("counters").stream()
                .map(JsonObject.class::cast)
                .map(each -> new Counted(
                        new Key(each.getString("scope"), each.getString("name")),
                        each.getBoolean("tokens"),
                        each.getLong("amount")))
                .toList();
        return new Reservation(new Key(SCOPE, name), counters, Instant.ofEpochMilli(json.getLong("expires")));
    }
}
