package dev.rivulet.simulator.page;

import dev.rivulet.simulator.world.Command;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Commands as the page lists them, in a person's language where the bot speaks it. */
final class CommandViews {
    private CommandViews() {}

    static JsonObject command(Command command, String locale) {
        return described(command.definition(), locale).put("type", command.type());
    }

    private static JsonObject described(JsonObject definition, String locale) {
        JsonArray options = new JsonArray();
        for (Object each : definition.getJsonArray("options", new JsonArray())) {
            options.add(option((JsonObject) each, locale));
        }
        return new JsonObject()
                .put("name", definition.getString("name"))
                .put("shownName", localized(definition, "name", locale))
                .put("description", localized(definition, "description", locale))
                .put("options", options);
    }

    private static JsonObject option(JsonObject option, String locale) {
        JsonArray choices = new JsonArray();
        for (Object each : option.getJsonArray("choices", new JsonArray())) {
            JsonObject choice = (JsonObject) each;
            choices.add(new JsonObject()
                    .put("name", localized(choice, "name", locale))
                    .put("value", choice.getValue("value")));
        }
        return described(option, locale)
                .put("type", option.getInteger("type"))
                .put("required", option.getBoolean("required", false))
                .put("autocomplete", option.getBoolean("autocomplete", false))
                .put("choices", choices);
    }

    private static String localized(JsonObject described, String field, String locale) {
        return described
                .getJsonObject(field + "_localizations", new JsonObject())
                .getString(locale, described.getString(field, ""));
    }
}
