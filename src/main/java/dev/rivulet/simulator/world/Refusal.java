package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Discord's "no", with the HTTP status, code and words it uses.
 *
 * @see <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#json">JSON error codes</a>
 */
public final class Refusal extends RuntimeException {
    private final int status;
    private final transient JsonObject json;

    private Refusal(int status, JsonObject json) {
        super(json.getString("message"));
        this.status = status;
        this.json = json;
    }

    public static Refusal of(int status, int code, String message) {
        return new Refusal(status, new JsonObject().put("message", message).put("code", code));
    }

    public static Refusal unauthorized() {
        return of(401, 0, "401: Unauthorized");
    }

    public static Refusal noSuchRoute() {
        return of(404, 0, "404: Not Found");
    }

    public static Refusal methodNotAllowed() {
        return of(405, 0, "405: Method Not Allowed");
    }

    public static Refusal unknownApplication() {
        return of(404, 10002, "Unknown Application");
    }

    public static Refusal unknownChannel() {
        return of(404, 10003, "Unknown Channel");
    }

    public static Refusal unknownGuild() {
        return of(404, 10004, "Unknown Guild");
    }

    public static Refusal unknownMember() {
        return of(404, 10007, "Unknown Member");
    }

    public static Refusal unknownMessage() {
        return of(404, 10008, "Unknown Message");
    }

    public static Refusal unknownUser() {
        return of(404, 10013, "Unknown User");
    }

    public static Refusal unknownEmoji() {
        return of(400, 10014, "Unknown Emoji");
    }

    public static Refusal unknownWebhook() {
        return of(404, 10015, "Unknown Webhook");
    }

    public static Refusal unknownInteraction() {
        return of(404, 10062, "Unknown interaction");
    }

    public static Refusal unknownCommand() {
        return of(404, 10063, "Unknown application command");
    }

    public static Refusal alreadyAcknowledged() {
        return of(400, 40060, "Interaction has already been acknowledged.");
    }

    public static Refusal tooLarge() {
        return of(413, 40005, "Request entity too large");
    }

    public static Refusal missingAccess() {
        return of(403, 50001, "Missing Access");
    }

    public static Refusal notYourMessage() {
        return of(403, 50005, "Cannot edit a message authored by another user");
    }

    public static Refusal emptyMessage() {
        return of(400, 50006, "Cannot send an empty message");
    }

    public static Refusal cannotMessageThisUser() {
        return of(403, 50007, "Cannot send messages to this user");
    }

    public static Refusal missingPermissions() {
        return of(403, 50013, "Missing Permissions");
    }

    public static Refusal wrongChannelType() {
        return of(400, 50024, "Cannot execute action on this channel type");
    }

    public static Refusal invalidWebhookToken() {
        return of(401, 50027, "Invalid Webhook Token");
    }

    public static Refusal archivedThread() {
        return of(400, 50083, "Thread is archived");
    }

    public static Refusal invalidJson() {
        return of(400, 50109, "The request body contains invalid JSON.");
    }

    public static Refusal threadAlreadyThere() {
        return of(400, 160004, "A thread has already been created for this message");
    }

    /** One wrong field of the request: {@code {"errors": {field: {"_errors": [{code, message}]}}}}, dots in the path nesting. */
    public static Refusal invalidField(String path, String code, String message) {
        var errors = new JsonObject()
                .put(
                        "_errors",
                        new JsonArray().add(new JsonObject().put("code", code).put("message", message)));
        var steps = path.split("\\.", -1);
        for (int i = steps.length - 1; i >= 0; i--) {
            errors = new JsonObject().put(steps[i], errors);
        }
        return new Refusal(
                400,
                new JsonObject()
                        .put("message", "Invalid Form Body")
                        .put("code", 50035)
                        .put("errors", errors));
    }

    public static Refusal tooLong(String path, int limit) {
        return invalidField(path, "BASE_TYPE_MAX_LENGTH", "Must be " + limit + " or fewer in length.");
    }

    public static Refusal badLength(String path, int min, int max) {
        return invalidField(path, "BASE_TYPE_BAD_LENGTH", "Must be between " + min + " and " + max + " in length.");
    }

    public static Refusal notAmong(String path, List<?> allowed) {
        return invalidField(path, "BASE_TYPE_CHOICES", "Value must be one of " + allowed + ".");
    }

    public static Refusal required(String path) {
        return invalidField(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    public static Refusal notASnowflake(String path, Object value) {
        return invalidField(path, "NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not snowflake.");
    }

    public int status() {
        return status;
    }

    public int code() {
        return json.getInteger("code");
    }

    /** The response's body. */
    public JsonObject json() {
        return json.copy();
    }
}
