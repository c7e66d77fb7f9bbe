package dev.rivulet.lambda;

import dev.rivulet.chat.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;

/**
 * An error as the Runtime API takes it.
 *
 * @param type by which AWS's console groups errors, such as {@code Rivulet.timed-out}; ASCII without line ends
 * @param message fit to show
 */
record RuntimeError(String type, String message) {
    static final String TYPE_HEADER = "Lambda-Runtime-Function-Error-Type";
    static final String BODY_HEADER = "Lambda-Runtime-Function-Error-Body";

    static RuntimeError of(Failure failure) {
        return new RuntimeError("Rivulet." + failure.kind(), failure.message());
    }

    static RuntimeError of(Throwable cause) {
        return new RuntimeError("Rivulet." + cause.getClass().getSimpleName(), String.valueOf(cause.getMessage()));
    }

    JsonObject json() {
        return new JsonObject()
                .put("errorMessage", message)
                .put("errorType", type)
                .put("stackTrace", new JsonArray());
    }

    /** As it goes into a trailer. */
    String base64() {
        return Base64.getEncoder().encodeToString(json().toBuffer().getBytes());
    }
}
