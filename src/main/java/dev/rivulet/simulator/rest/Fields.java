package dev.rivulet.simulator.rest;

import dev.rivulet.simulator.json.Ids;
import dev.rivulet.simulator.world.AllowedMentions;
import dev.rivulet.simulator.world.Change;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request that writes a message; a field of the wrong type is refused by its name. */
final class Fields {
    private Fields() {}

    static Draft draft(Body body) {
        var json = body.object();
        var reference = object(json, "message_reference");
        var nonce = json.getValue("nonce");
        if (nonce != null && !(nonce instanceof String) && !(nonce instanceof Integer) && !(nonce instanceof Long)) {
            throw Refusal.invalidField("nonce", "UNION_TYPE_CHOICES", "Must be a string or an integer.");
        }
        var content = string(json, "content");
        return new Draft(
                content == null ? "" : content,
                reference == null || reference.getValue("message_id") == null
                        ? null
                        : Ids.parse(reference.getValue("message_id"), "message_reference.message_id"),
                reference == null || !Boolean.FALSE.equals(reference.getValue("fail_if_not_exists")),
                nonce,
                Boolean.TRUE.equals(json.getValue("enforce_nonce")),
                allowedMentions(json),
                array(json, "embeds"),
                array(json, "components"),
                integer(json, "flags", 0),
                body.uploads());
    }

    static Change change(Body body) {
        var json = body.object();
        var content = string(json, "content");
        var attachments = json.getValue("attachments") == null ? null : attachmentIds(json);
        return new Change(
                json.containsKey("content") && content == null ? "" : content,
                json.containsKey("embeds") ? array(json, "embeds") : null,
                json.containsKey("components") ? array(json, "components") : null,
                json.getValue("flags") == null ? null : integer(json, "flags", 0),
                allowedMentions(json),
                attachments,
                body.uploads());
    }

    /** The files that stay; those that are new have the small numbers of their parts, which are nobody's ids. */
    private static Set<Long> attachmentIds(JsonObject json) {
        var ids = new HashSet<Long>();
        for (var attachment : array(json, "attachments")) {
            if (attachment instanceof JsonObject one && one.getValue("id") != null) {
                ids.add(Ids.parse(one.getValue("id"), "attachments"));
            }
        }
        return ids;
    }

    static AllowedMentions allowedMentions(JsonObject json) {
        var allowed = object(json, "allowed_mentions");
        if (allowed == null) {
            return AllowedMentions.UNLIMITED;
        }
        var parse = new HashSet<String>();
        for (var kind : array(allowed, "parse")) {
            if (!(kind instanceof String name)
                    || !Set.of("users", "roles", "everyone").contains(name)) {
                throw Refusal.invalidField(
                        "allowed_mentions.parse.0",
                        "BASE_TYPE_CHOICES",
                        "Value must be one of ('users', 'roles', 'everyone').");
            }
            parse.add(name);
        }
        var users = ids(allowed, "users");
        if (parse.contains("users") && !users.isEmpty()) {
            throw Refusal.invalidField(
                    "allowed_mentions",
                    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    "parse:[\"users\"] and users: [ids...] are mutually exclusive.");
        }
        return new AllowedMentions(
                parse.contains("users"),
                parse.contains("roles"),
                parse.contains("everyone"),
                users,
                ids(allowed, "roles"),
                Boolean.TRUE.equals(allowed.getValue("replied_user")),
                true);
    }

    private static Set<Long> ids(JsonObject json, String field) {
        var ids = new HashSet<Long>();
        array(json, field).forEach(id -> ids.add(Ids.parse(id, field)));
        return ids;
    }

    static @Nullable String string(JsonObject json, String field) {
        var value = json.getValue(field);
        if (value != null && !(value instanceof String) && !(value instanceof Number)) {
            throw Refusal.invalidField(
                    field, "STRING_TYPE_CONVERT", "Could not interpret \"" + value + "\" as string.");
        }
        return value == null ? null : value.toString();
    }

    static int integer(JsonObject json, String field, int otherwise) {
        var value = json.getValue(field);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Integer number)) {
            throw Refusal.invalidField(field, "NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not int.");
        }
        return number;
    }

    static boolean flag(JsonObject json, String field, boolean otherwise) {
        var value = json.getValue(field);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Boolean flag)) {
            throw Refusal.invalidField(field, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        }
        return flag;
    }

    static JsonArray array(JsonObject json, String field) {
        var value = json.getValue(field);
        if (value == null) {
            return new JsonArray();
        }
        if (!(value instanceof JsonArray array)) {
            throw Refusal.invalidField(field, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        }
        return array;
    }

    static @Nullable JsonObject object(JsonObject json, String field) {
        var value = json.getValue(field);
        if (value != null && !(value instanceof JsonObject)) {
            throw Refusal.invalidField(field, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        }
        return (JsonObject) value;
    }
}
