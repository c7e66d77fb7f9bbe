package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonObject;

/** Fields that are texts with a limit. */
final class Texts {
    private Texts() {}

    /**
     * Returns when the field is a text of fitting length, else throws what Discord answers.
     *
     * @param path of {@code json} in the request; empty for the request itself
     */
    static void check(JsonObject json, String field, String path, int min, int max, boolean required) {
        var where = path.isEmpty() ? field : path + "." + field;
        var value = json.getValue(field);
        if (value == null) {
            if (required) {
                throw Refusal.required(where);
            }
            return;
        }
        if (!(value instanceof String text)) {
            throw Refusal.invalidField(
                    where, "STRING_TYPE_CONVERT", "Could not interpret \"" + value + "\" as string.");
        }
        if (text.length() < min || text.length() > max) {
            throw Refusal.badLength(where, min, max);
        }
    }
}
