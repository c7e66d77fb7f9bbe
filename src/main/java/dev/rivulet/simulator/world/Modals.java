package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Dialogs: what one may ask, and how what a person entered is sent.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding">Modals</a>
 */
public final class Modals {
    private static final int TEXT_INPUT = 4;
    private static final int TEXT = 10;
    private static final int LABEL = 18;
    private static final int MAX_TITLE = 45;
    private static final int MAX_PARTS = 5;
    private static final int MAX_INPUT = 4000;

    private Modals() {}

    static void check(JsonObject modal) {
        Texts.check(modal, "title", "data", 1, MAX_TITLE, true);
        Texts.check(modal, "custom_id", "data", 1, 100, true);
        var parts = Components.array(modal, "components", "data");
        if (parts.isEmpty() || parts.size() > MAX_PARTS) {
            throw Refusal.badLength("data.components", 1, MAX_PARTS);
        }
        for (int i = 0; i < parts.size(); i++) {
            checkPart(Components.object(parts, i, "data.components." + i), "data.components." + i);
        }
    }

    private static void checkPart(JsonObject part, String path) {
        switch (Components.type(part, path)) {
            case Components.ROW -> {
                var inside = Components.array(part, "components", path);
                if (inside.size() != 1) {
                    throw Refusal.badLength(path + ".components", 1, 1);
                }
                var input = Components.object(inside, 0, path + ".components.0");
                Texts.check(input, "label", path + ".components.0", 1, MAX_TITLE, false);
                checkInput(input, path + ".components.0");
            }
            case LABEL -> {
                Texts.check(part, "label", path, 1, MAX_TITLE, true);
                Texts.check(part, "description", path, 1, 100, false);
                if (!(part.getValue("component") instanceof JsonObject input)) {
                    throw Refusal.required(path + ".component");
                }
                checkInput(input, path + ".component");
            }
            case TEXT -> Texts.check(part, "content", path, 1, MAX_INPUT, true);
            default -> throw Refusal.notAmong(path + ".type", List.of(Components.ROW, TEXT, LABEL));
        }
    }

    private static void checkInput(JsonObject input, String path) {
        Texts.check(input, "custom_id", path, 1, 100, true);
        if (Components.type(input, path) == TEXT_INPUT) {
            if (!(input.getValue("style") instanceof Integer style) || style < 1 || style > 2) {
                throw Refusal.notAmong(path + ".style", List.of(1, 2));
            }
            Texts.check(input, "placeholder", path, 0, 100, false);
            Texts.check(input, "value", path, 0, MAX_INPUT, false);
        }
    }

    /** What there is to fill in, in its order, each with the {@code label} and {@code description} that stand beside it. */
    public static List<JsonObject> inputs(JsonObject modal) {
        var inputs = new ArrayList<JsonObject>();
        for (var each : modal.getJsonArray("components")) {
            var part = (JsonObject) each;
            if (part.getInteger("type") == Components.ROW) {
                inputs.add(part.getJsonArray("components").getJsonObject(0).copy());
            } else if (part.getInteger("type") == LABEL) {
                inputs.add(part.getJsonObject("component")
                        .copy()
                        .put("label", part.getString("label"))
                        .put("description", part.getString("description")));
            }
        }
        return inputs;
    }

    /**
     * What a person entered, as the gateway sends it. Refuses what a client would not let pass: something required that is missing, or
     * a text that is too short or too long.
     *
     * @param values by the inputs' custom ids; what is left out keeps the value that the dialog proposed
     */
    public static JsonArray filled(JsonObject modal, Map<String, String> values) {
        var filled = new JsonArray();
        int id = 0;
        for (var each : modal.getJsonArray("components")) {
            var part = (JsonObject) each;
            var sent = new JsonObject().put("type", part.getInteger("type")).put("id", ++id);
            if (part.getInteger("type") == Components.ROW) {
                var input = part.getJsonArray("components").getJsonObject(0);
                sent.put("components", new JsonArray().add(filled(input, values, ++id)));
            } else if (part.getInteger("type") == LABEL) {
                sent.put("component", filled(part.getJsonObject("component"), values, ++id));
            }
            filled.add(sent);
        }
        return filled;
    }

    private static JsonObject filled(JsonObject input, Map<String, String> values, int id) {
        var customId = input.getString("custom_id");
        var proposed = input.getString("value");
        var value = values.getOrDefault(customId, proposed == null ? "" : proposed);
        var sent = new JsonObject()
                .put("type", input.getInteger("type"))
                .put("id", id)
                .put("custom_id", customId);
        if (value.isEmpty() && !Boolean.FALSE.equals(input.getValue("required"))) {
            throw Refusal.required(customId);
        }
        if (input.getInteger("type") != TEXT_INPUT) {
            return sent.put("values", value.isEmpty() ? new JsonArray() : new JsonArray().add(value));
        }
        int min = input.getValue("min_length") instanceof Integer least && !value.isEmpty() ? least : 0;
        int max = input.getValue("max_length") instanceof Integer most ? most : MAX_INPUT;
        if (value.length() < min || value.length() > max) {
            throw Refusal.badLength(customId, min, max);
        }
        return sent.put("value", value);
    }
}
