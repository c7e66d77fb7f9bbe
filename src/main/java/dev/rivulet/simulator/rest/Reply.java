package dev.rivulet.simulator.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** @param json a {@link JsonObject}, a {@link JsonArray}, or null for no body */
record Reply(int status, @Nullable Object json) {
    static final Reply NO_CONTENT = new Reply(204, null);

    static Reply ok(JsonObject json) {
        return new Reply(200, json);
    }

    static Reply ok(JsonArray json) {
        return new Reply(200, json);
    }

    static Reply created(JsonObject json) {
        return new Reply(201, json);
    }

    Buffer body() {
        return json == null ? Buffer.buffer() : Json.encodeToBuffer(json);
    }
}
