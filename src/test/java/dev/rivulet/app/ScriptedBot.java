package dev.rivulet.app;

import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.page.Scene;
import dev.rivulet.simulator.world.AllowedMentions;
import dev.rivulet.simulator.world.Change;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Interaction.Answer;
import dev.rivulet.simulator.world.Upload;
import dev.rivulet.simulator.world.World;
import dev.rivulet.simulator.world.WorldEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A bot that knows every way to answer a command, a button, a menu and a dialog; all it does is play them. */
final class ScriptedBot {
    private static final String COMMANDS = """
            [{"name": "ask", "description": "Ask a question", "description_localizations": {"de": "Stell eine Frage"},
              "options": [
                {"name": "question", "description": "What you want to know", "type": 3, "required": true},
                {"name": "model", "description": "Which model answers", "type": 3, "autocomplete": true},
                {"name": "private", "description": "Only you see the answer", "type": 5}]},
             {"name": "settings", "description": "Settings", "options": [
                {"name": "language", "description": "The language of the bot", "type": 1, "options": [
                  {"name": "value", "description": "The language", "type": 3, "required": true,
                   "choices": [{"name": "Deutsch", "value": "de"}, {"name": "Français", "value": "fr"}]}]}]},
             {"name": "limits", "description": "Limits of this server", "default_member_permissions": "8"},
             {"name": "help", "description": "What there is"},
             {"name": "sleep", "description": "Say nothing at all"},
             {"name": "Ask about this", "type": 3}]
            """;

    private static final Map<String, String> GREETINGS = Map.of("de", "Hallo", "fr", "Bonjour", "ja", "こんにちは");
    private static final List<String> MODELS = List.of("llama3.2", "llava", "mistral", "qwen3");

    private final World world;
    private final Scene scene;

    ScriptedBot(Vertx vertx, Simulator simulator, Scene scene) {
        this.world = simulator.world();
        this.scene = scene;
        world.commands()
                .replaceAll(
                        scene.bot().id(),
                        null,
                        new JsonArray(COMMANDS)
                                .stream().map(JsonObject.class::cast).toList());
        simulator.subscribe(event -> {
            if (event instanceof WorldEvent.InteractionCreated(Interaction interaction)) {
                vertx.runOnContext(_ -> play(interaction));
            }
        });
    }

    private void play(Interaction interaction) {
        switch (interaction.kind()) {
            case COMMAND -> command(interaction);
            case AUTOCOMPLETE -> propose(interaction);
            case COMPONENT -> component(interaction);
            case MODAL_SUBMIT -> say(interaction, "Thanks for “" + input(interaction) + "”.", 64, new JsonArray());
        }
    }

    private void command(Interaction interaction) {
        switch (interaction.data().getString("name")) {
            case "ask" -> {
                say(
                        interaction,
                        "",
                        "true".equals(option(interaction, "private")) ? 64 : 0,
                        new JsonArray(),
                        Answer.DEFERRED_MESSAGE);
                var model = option(interaction, "model");
                change(
                        interaction,
                        "You asked " + (model.isEmpty() ? "anybody" : model) + ": " + option(interaction, "question"),
                        buttons("stop", 4, "Stop"));
            }
            case "help" ->
                say(
                        interaction,
                        GREETINGS.getOrDefault(
                                        world.members()
                                                .localeOf(interaction.invoker().id()),
                                        "Hello")
                                + ", " + interaction.invoker().name() + "!",
                        64,
                        menu().addAll(buttons("feedback", 1, "Feedback")));
            case "settings" -> say(interaction, "Language: " + option(interaction, "value"), 64, new JsonArray());
            case "limits" -> say(interaction, "No limits for you.", 64, new JsonArray());
            case "Ask about this" -> {
                var target = world.messages()
                        .get(
                                interaction.channelId(),
                                Long.parseUnsignedLong(interaction.data().getString("target_id")));
                say(interaction, "About “" + target.content() + "”: interesting.", 0, new JsonArray());
            }
            default -> {
                // Sleeps.
            }
        }
    }

    private void propose(Interaction interaction) {
        var typed = option(interaction, "model").toLowerCase(Locale.ROOT);
        var choices = new JsonArray();
        MODELS.stream()
                .filter(model -> model.startsWith(typed))
                .forEach(
                        model -> choices.add(new JsonObject().put("name", model).put("value", model)));
        answer(interaction, Answer.AUTOCOMPLETE, new JsonObject().put("choices", choices), Draft.text(""), "");
    }

    private void component(Interaction interaction) {
        switch (interaction.data().getString("custom_id")) {
            case "stop" -> answer(interaction, Answer.UPDATE, new JsonObject(), Draft.text(""), "Stopped.");
            case "backend" ->
                answer(
                        interaction,
                        Answer.UPDATE,
                        new JsonObject(),
                        Draft.text(""),
                        "Chosen: " + interaction.data().getJsonArray("values").getString(0));
            default -> answer(interaction, Answer.MODAL, new JsonObject("""
                    {"custom_id": "feedback", "title": "Your feedback", "components": [{"type": 18, "label": "What is good?",
                     "component": {"type": 4, "custom_id": "good", "style": 2, "placeholder": "In your words"}}]}
                    """), Draft.text(""), "");
        }
    }

    private static JsonArray buttons(String id, int style, String label) {
        return new JsonArray()
                .add(new JsonObject()
                        .put("type", 1)
                        .put(
                                "components",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("type", 2)
                                                .put("style", style)
                                                .put("label", label)
                                                .put("custom_id", id))));
    }

    private static JsonArray menu() {
        return new JsonArray("""
                [{"type": 1, "components": [{"type": 3, "custom_id": "backend", "placeholder": "Choose a backend", "options": [
                  {"label": "Ollama", "value": "ollama", "description": "On this machine"}, {"label": "Handbook", "value": "handbook"}]}]}]
                """);
    }

    private void say(Interaction interaction, String text, int flags, JsonArray components) {
        say(interaction, text, flags, components, Answer.MESSAGE);
    }

    private void say(Interaction interaction, String text, int flags, JsonArray components, Answer by) {
        var draft = new Draft(
                text,
                null,
                true,
                null,
                false,
                AllowedMentions.UNLIMITED,
                new JsonArray(),
                components,
                flags,
                List.of());
        answer(interaction, by, new JsonObject(), draft, text);
    }

    private void answer(Interaction interaction, Answer by, JsonObject data, Draft draft, String text) {
        world.interactions()
                .answers()
                .answer(interaction.id(), interaction.token(), by, data, draft, changed(text, new JsonArray()));
    }

    private void change(Interaction interaction, String text, JsonArray components) {
        var now = world.interactions().get(interaction.id());
        var original = now.originalId();
        if (original != null) {
            world.interactions().answers().edit(now, original, changed(text, components));
        }
    }

    private static Change changed(String text, JsonArray components) {
        return new Change(text, null, components, null, AllowedMentions.UNLIMITED, null, List.of());
    }

    /** Posts a file, as a bot does with a long answer. */
    void sendsFile(long channelId, String name, String text) {
        world.messages()
                .post(
                        channelId,
                        scene.bot(),
                        Draft.text("The whole of it:").with(new Upload(name, "text/plain", Buffer.buffer(text))));
    }

    private static String option(Interaction interaction, String name) {
        return find(interaction.data().getJsonArray("options", new JsonArray()), name);
    }

    private static String find(JsonArray options, String name) {
        for (var each : options) {
            var option = (JsonObject) each;
            if (option.getString("name").equals(name)) {
                return String.valueOf(option.getValue("value"));
            }
            var deeper = find(option.getJsonArray("options", new JsonArray()), name);
            if (!deeper.isEmpty()) {
                return deeper;
            }
        }
        return "";
    }

    private static String input(Interaction interaction) {
        return interaction
                .data()
                .getJsonArray("components")
                .getJsonObject(0)
                .getJsonObject("component")
                .getString("value");
    }
}
