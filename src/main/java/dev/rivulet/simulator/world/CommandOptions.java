package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of slash commands, filled in as a client fills them in: what it would not let pass is refused.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure">Options</a>
 */
public final class CommandOptions {
    public static final int STRING = 3;
    public static final int INTEGER = 4;
    public static final int BOOLEAN = 5;
    public static final int NUMBER = 10;
    public static final int ATTACHMENT = 11;

    private static final int SUB_COMMAND = 1;
    private static final int GROUP = 2;
    private static final int MAX_CHOICES = 25;
    private static final int MAX_CHOICE = 100;
    private static final int MAX_STRING = 6000;

    private CommandOptions() {}

    /**
     * The options of a command (of the sub-command that {@code steps} lead to, if any), as the gateway sends them.
     *
     * @param values texts, numbers, booleans, or the ids of what is chosen, by the options' names
     * @param focused the one that is being typed, whose value is sent as it stands; null when the command is used
     */
    public static JsonArray filled(
            Command command, List<String> steps, Map<String, ?> values, @Nullable String focused) {
        return filled(command.definition(), steps, values, focused);
    }

    private static JsonArray filled(
            JsonObject definition, List<String> steps, Map<String, ?> values, @Nullable String focused) {
        if (steps.isEmpty()) {
            return leaves(of(definition), values, focused);
        }
        var next = of(definition).stream()
                .filter(option -> isStep(option) && option.getString("name").equals(steps.getFirst()))
                .findFirst()
                .orElseThrow(Refusal::unknownCommand);
        return new JsonArray()
                .add(new JsonObject()
                        .put("name", next.getString("name"))
                        .put("type", next.getInteger("type"))
                        .put("options", filled(next, steps.subList(1, steps.size()), values, focused)));
    }

    private static JsonArray leaves(List<JsonObject> options, Map<String, ?> values, @Nullable String focused) {
        var left = new LinkedHashMap<String, Object>(values);
        var filled = new JsonArray();
        for (var option : options) {
            var name = option.getString("name");
            var value = left.remove(name);
            if (isStep(option) || (value == null && focused == null && option.getBoolean("required", false))) {
                throw Refusal.required(name);
            }
            if (value == null && !name.equals(focused)) {
                continue;
            }
            var sent = new JsonObject().put("name", name).put("type", option.getInteger("type"));
            if (name.equals(focused)) {
                sent.put("value", value == null ? "" : value.toString()).put("focused", true);
            } else {
                sent.put("value", fitting(option, value));
            }
            filled.add(sent);
        }
        if (!left.isEmpty()) {
            throw Refusal.invalidField(
                    left.keySet().iterator().next(), "APPLICATION_COMMAND_OPTIONS_UNKNOWN", "There is no such option");
        }
        return filled;
    }

    static List<JsonObject> of(JsonObject definition) {
        return definition.getJsonArray("options", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    static boolean isStep(JsonObject option) {
        int type = option.getInteger("type");
        return type == SUB_COMMAND || type == GROUP;
    }

    private static Object fitting(JsonObject option, @Nullable Object value) {
        var name = option.getString("name");
        var fitting = switch (option.getInteger("type")) {
            case INTEGER -> number(name, value).longValue();
            case NUMBER -> number(name, value).doubleValue();
            case BOOLEAN -> Boolean.valueOf(String.valueOf(value));
            default -> String.valueOf(value);
        };
        var choices = option.getJsonArray("choices", new JsonArray()).stream()
                .map(choice -> ((JsonObject) choice).getValue("value"))
                .toList();
        if (!choices.isEmpty() && choices.stream().noneMatch(choice -> isSame(choice, fitting))) {
            throw Refusal.notAmong(name, choices);
        }
        if (fitting instanceof String text && option.getInteger("type") == STRING) {
            int min = option.getInteger("min_length", 0);
            int max = option.getInteger("max_length", MAX_STRING);
            if (text.length() < min || text.length() > max) {
                throw Refusal.badLength(name, min, max);
            }
        }
        if (fitting instanceof Number number && !isWithin(option, number.doubleValue())) {
            throw Refusal.invalidField(name, "NUMBER_TYPE_MAX", "The value is out of range.");
        }
        return fitting;
    }

    private static boolean isWithin(JsonObject option, double value) {
        boolean tooSmall = option.getValue("min_value") instanceof Number min && value < min.doubleValue();
        boolean tooLarge = option.getValue("max_value") instanceof Number max && value > max.doubleValue();
        return !tooSmall && !tooLarge;
    }

    private static boolean isSame(Object choice, Object value) {
        if (choice instanceof Number one && value instanceof Number other) {
            return one.doubleValue() == other.doubleValue();
        }
        return choice.equals(value);
    }

    private static Number number(String name, @Nullable Object value) {
        try {
            return value instanceof Number number ? number : Double.valueOf(String.valueOf(value));
        } catch (NumberFormatException _) {
            throw Refusal.invalidField(name, "NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not a number.");
        }
    }

    /** Returns when an application may propose these, else throws what Discord answers. */
    static void checkChoices(JsonObject data) {
        var choices = data.getValue("choices") instanceof JsonArray array ? array : new JsonArray();
        if (choices.size() > MAX_CHOICES) {
            throw Refusal.tooLong("data.choices", MAX_CHOICES);
        }
        for (int i = 0; i < choices.size(); i++) {
            var path = "data.choices." + i;
            var choice = Components.object(choices, i, path);
            Texts.check(choice, "name", path, 1, MAX_CHOICE, true);
            if (choice.getValue("value") == null) {
                throw Refusal.required(path + ".value");
            }
            if (choice.getValue("value") instanceof String) {
                Texts.check(choice, "value", path, 0, MAX_CHOICE, true);
            }
        }
    }

    /** Returns when a command may have these options, else throws what Discord answers. */
    static void check(JsonObject definition, String path) {
        var options = of(definition);
        if (options.size() > MAX_CHOICES) {
            throw Refusal.tooLong(path + "options", MAX_CHOICES);
        }
        var names = new ArrayList<String>();
        boolean optional = false;
        for (int i = 0; i < options.size(); i++) {
            var option = options.get(i);
            var where = path + "options." + i;
            Texts.check(option, "description", where, 1, Commands.MAX_DESCRIPTION, true);
            Commands.checkName(option, where + ".");
            if (names.contains(option.getString("name"))) {
                throw Refusal.invalidField(
                        where, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
            }
            names.add(option.getString("name"));
            boolean required = Boolean.TRUE.equals(option.getValue("required"));
            if (required && optional) {
                throw Refusal.invalidField(
                        where,
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options");
            }
            optional |= !required;
            int choices = option.getJsonArray("choices", new JsonArray()).size();
            if (choices > MAX_CHOICES) {
                throw Refusal.tooLong(where + ".choices", MAX_CHOICES);
            }
            if (choices > 0 && Boolean.TRUE.equals(option.getValue("autocomplete"))) {
                throw Refusal.invalidField(
                        where,
                        "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_CHOICES",
                        "Autocomplete and choices are mutually exclusive");
            }
            if (isStep(option)) {
                check(option, where + ".");
            }
        }
    }
}
