package dev.rivulet.simulator.page;

import dev.rivulet.simulator.Person;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Interactions;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.World;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Commands, buttons, menus and dialogs as the page plays them. A request is answered once the bot has answered, or its time is over:
 * {@code {"id", "state": "answered" | "failed", "choices"?, "modal"?}}. Messages that come of it are told in the page's stream.
 */
final class Interacting {
    private static final Duration PATIENCE = Interactions.DEADLINE.plusSeconds(2);

    private final World world;
    private final Scene scene;
    private final Views views;
    private final Actions actions;

    Interacting(Simulator simulator, Scene scene, Views views, Actions actions) {
        this.world = simulator.world();
        this.scene = scene;
        this.views = views;
        this.actions = actions;
    }

    /** What the person may call in a channel: {@code ?person=…}. */
    Object commands(PageRequest request) {
        Person person = actions.person(request);
        JsonArray commands = new JsonArray();
        String locale = world.members().localeOf(person.user().id());
        person.commands(world.channel(request.path("channel")), scene.bot())
                .forEach(command -> commands.add(CommandViews.command(command, locale)));
        return commands;
    }

    Future<Object> interact(PageRequest request) {
        Person person = actions.person(request);
        Interaction interaction = start(person, request);
        return person.outcome(interaction, PATIENCE)
                .recover(late -> Future.succeededFuture(world.interactions().get(interaction.id())))
                .map(this::outcome);
    }

    private Interaction start(Person person, PageRequest request) {
        return switch (request.text("type")) {
            case "command" -> person.uses(channel(request), scene.bot(), request.text("name"), options(request));
            case "autocomplete" ->
                person.types(
                        channel(request),
                        scene.bot(),
                        request.text("name"),
                        request.text("option"),
                        request.findText("typed").orElse(""),
                        options(request));
            case "menu" -> person.usesOn(message(request), scene.bot(), request.text("name"));
            case "button" -> person.presses(message(request), request.text("customId"));
            case "select" ->
                person.chooses(
                        message(request),
                        request.text("customId"),
                        request.texts("values").toArray(String[]::new));
            case "modal" ->
                person.submits(world.interactions().get(request.id("interaction")), request.textsByName("values"));
            default ->
                throw new IllegalArgumentException(
                        "type must be command, autocomplete, menu, button, select or modal.");
        };
    }

    private Channel channel(PageRequest request) {
        return world.channel(request.id("channel"));
    }

    private Message message(PageRequest request) {
        return world.messages().get(channel(request).id(), request.id("message"));
    }

    private static Map<String, Object> options(PageRequest request) {
        Map<String, Object> options = new HashMap<>(request.object("options").getMap());
        request.filesByName().forEach((name, file) -> options.put(name, file.upload()));
        return options;
    }

    private Object outcome(Interaction over) {
        JsonObject json = new JsonObject()
                .put("id", String.valueOf(over.id()))
                .put("state", over.answeredBy() == null ? "failed" : "answered");
        Interaction.Answer by = over.answeredBy();
        return switch (by) {
            case null -> json;
            case AUTOCOMPLETE -> json.put("choices", over.answer().getJsonArray("choices", new JsonArray()));
            case MODAL -> json.put("modal", views.modal(over.answer()));
            case MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE -> json;
        };
    }
}
