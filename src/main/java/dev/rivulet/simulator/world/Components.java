package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Buttons and menus below a message: what may be there, and what a person can do with them.
 *
 * @see <a href="https://discord.com/developers/docs/components/reference">Components</a>
 */
public final class Components {
    static final int ROW = 1;
    static final int BUTTON = 2;
    static final int STRING_SELECT = 3;

    private static final int LINK = 5;
    private static final int PREMIUM = 6;
    private static final Set<Integer> SELECTS = Set.of(STRING_SELECT, 5, 6, 7, 8);
    private static final int MAX_ROWS = 5;
    private static final int MAX_BUTTONS = 5;
    private static final int MAX_CUSTOM_ID = 100;
    private static final int MAX_LABEL = 80;
    private static final int MAX_URL = 512;
    private static final int MAX_PLACEHOLDER = 150;
    private static final int MAX_OPTIONS = 25;
    private static final int MAX_OPTION = 100;

    private Components() {}

    /** Returns when a message may have them below its text, else throws what Discord answers. */
    static void check(JsonArray rows) {
        if (rows.size() > MAX_ROWS) {
            throw Refusal.tooLong("components", MAX_ROWS);
        }
        var ids = new HashSet<String>();
        for (int i = 0; i < rows.size(); i++) {
            var path = "components." + i;
            var row = object(rows, i, path);
            if (type(row, path) != ROW) {
                throw Refusal.notAmong(path + ".type", List.of(ROW));
            }
            checkRow(row, path, ids);
        }
    }

    private static void checkRow(JsonObject row, String rowPath, Set<String> ids) {
        var inside = array(row, "components", rowPath);
        if (inside.isEmpty() || inside.size() > MAX_BUTTONS) {
            throw Refusal.badLength(rowPath + ".components", 1, MAX_BUTTONS);
        }
        for (int i = 0; i < inside.size(); i++) {
            var path = rowPath + ".components." + i;
            var component = object(inside, i, path);
            int type = type(component, path);
            if (type == BUTTON) {
                checkButton(component, path);
            } else if (!SELECTS.contains(type)) {
                throw Refusal.notAmong(path + ".type", List.of(2, 3, 5, 6, 7, 8));
            } else if (inside.size() > 1) {
                throw Refusal.invalidField(
                        rowPath, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The width of the component row was exceeded");
            } else {
                checkSelect(component, type, path);
            }
            if (component.getValue("custom_id") instanceof String id && !ids.add(id)) {
                throw Refusal.invalidField(
                        path + ".custom_id",
                        "COMPONENT_CUSTOM_ID_DUPLICATED",
                        "Component custom id cannot be duplicated");
            }
        }
    }

    private static void checkButton(JsonObject button, String path) {
        if (!(button.getValue("style") instanceof Integer style) || style < 1 || style > PREMIUM) {
            throw Refusal.notAmong(path + ".style", List.of(1, 2, 3, 4, 5, 6));
        }
        Texts.check(button, "label", path, 0, MAX_LABEL, false);
        if (style == LINK) {
            Texts.check(button, "url", path, 1, MAX_URL, true);
        } else if (style != PREMIUM) {
            Texts.check(button, "custom_id", path, 1, MAX_CUSTOM_ID, true);
        }
        boolean links = button.getValue("url") != null;
        if (links != (style == LINK) || (links && button.getValue("custom_id") != null)) {
            throw Refusal.invalidField(
                    path, "BUTTON_COMPONENT_CUSTOM_ID_AND_URL", "A custom id and url cannot both be specified");
        }
        if (style != PREMIUM && button.getString("label", "").isEmpty() && button.getValue("emoji") == null) {
            throw Refusal.invalidField(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI", "A label or emoji is required");
        }
    }

    private static void checkSelect(JsonObject select, int type, String path) {
        Texts.check(select, "custom_id", path, 1, MAX_CUSTOM_ID, true);
        Texts.check(select, "placeholder", path, 0, MAX_PLACEHOLDER, false);
        if (type != STRING_SELECT) {
            return;
        }
        var options = array(select, "options", path);
        if (options.isEmpty() || options.size() > MAX_OPTIONS) {
            throw Refusal.badLength(path + ".options", 1, MAX_OPTIONS);
        }
        var values = new HashSet<String>();
        for (int i = 0; i < options.size(); i++) {
            var optionPath = path + ".options." + i;
            var option = object(options, i, optionPath);
            Texts.check(option, "label", optionPath, 1, MAX_OPTION, true);
            Texts.check(option, "value", optionPath, 1, MAX_OPTION, true);
            Texts.check(option, "description", optionPath, 0, MAX_OPTION, false);
            if (!values.add(option.getString("value"))) {
                throw Refusal.invalidField(
                        optionPath + ".value",
                        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                        "The specified option value is already used");
            }
        }
    }

    /** As Discord keeps them: everything has an id, and nothing is null. */
    static JsonArray numbered(JsonArray components) {
        return numbered(components, new int[1]);
    }

    private static JsonArray numbered(JsonArray components, int[] last) {
        var array = new JsonArray();
        for (var each : components) {
            var component = ((JsonObject) each).copy();
            List.copyOf(component.fieldNames()).stream()
                    .filter(name -> component.getValue(name) == null)
                    .forEach(component::remove);
            component.put("id", ++last[0]);
            if (component.getValue("components") instanceof JsonArray inside) {
                component.put("components", numbered(inside, last));
            }
            if (SELECTS.contains(component.getInteger("type"))) {
                component.put("min_values", component.getInteger("min_values", 1));
                component.put("max_values", component.getInteger("max_values", 1));
            }
            array.add(component);
        }
        return array;
    }

    /** All buttons and menus below a message, in their order. */
    public static List<JsonObject> in(Message message) {
        return in(message.components());
    }

    private static List<JsonObject> in(JsonArray rows) {
        var all = new ArrayList<JsonObject>();
        for (var row : rows) {
            for (var component : ((JsonObject) row).getJsonArray("components", new JsonArray())) {
                all.add((JsonObject) component);
            }
        }
        return all;
    }

    /** The one with that id, when a person can press it or choose these values from it; else throws. */
    static JsonObject usable(JsonArray rows, String customId, List<String> values) {
        var component = in(rows).stream()
                .filter(each -> customId.equals(each.getString("custom_id")))
                .filter(each -> !each.getBoolean("disabled", false))
                .findFirst()
                .orElseThrow(() -> Refusal.invalidField(
                        "data.custom_id", "COMPONENT_VALIDATION_FAILED", "Component validation failed"));
        if (component.getInteger("type") == BUTTON) {
            return component;
        }
        if (values.size() < component.getInteger("min_values") || values.size() > component.getInteger("max_values")) {
            throw Refusal.badLength(
                    "data.values", component.getInteger("min_values"), component.getInteger("max_values"));
        }
        if (component.getInteger("type") == STRING_SELECT) {
            var offered = component.getJsonArray("options").stream()
                    .map(option -> ((JsonObject) option).getString("value"))
                    .toList();
            if (!offered.containsAll(values)) {
                throw Refusal.notAmong("data.values", offered);
            }
        }
        return component;
    }

    static JsonObject object(JsonArray array, int index, String path) {
        if (array.getValue(index) instanceof JsonObject object) {
            return object;
        }
        throw Refusal.invalidField(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
    }

    static JsonArray array(JsonObject json, String field, String path) {
        if (json.getValue(field) instanceof JsonArray array) {
            return array;
        }
        throw Refusal.required(path + "." + field);
    }

    static int type(JsonObject component, String path) {
        if (component.getValue("type") instanceof Integer type) {
            return type;
        }
        throw Refusal.required(path + ".type");
    }
}
