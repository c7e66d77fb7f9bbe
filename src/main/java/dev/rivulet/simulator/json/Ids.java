package dev.rivulet.simulator.json;

import dev.rivulet.simulator.world.Refusal;
import io.vertx.core.json.JsonArray;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Ids are strings in JSON, since JavaScript's numbers don't hold them. */
public final class Ids {
    private Ids() {}

    public static String of(long id) {
        return Long.toUnsignedString(id);
    }

    public static @Nullable String ofNullable(@Nullable Long id) {
        return id == null ? null : of(id);
    }

    public static JsonArray of(Collection<Long> ids) {
        var array = new JsonArray();
        ids.stream().sorted().forEach(id -> array.add(of(id)));
        return array;
    }

    /** @param field what to blame when it is no id */
    public static long parse(Object value, String field) {
        try {
            return Long.parseUnsignedLong(value.toString());
        } catch (NumberFormatException e) {
            throw Refusal.notASnowflake(field, value);
        }
    }
}
