package dev.rivulet.simulator.rest;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import dev.rivulet.simulator.json.InteractionJson;
import dev.rivulet.simulator.json.MessageJson;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** What an application answers to people who use its commands and buttons. The interaction's token is all the permission it needs. */
final class InteractionRoutes {
    private static final String WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}";
    private static final String ORIGINAL = WEBHOOK + "/messages/@original";
    private static final String FOLLOW_UP = WEBHOOK + "/messages/{message_id}";

    private final World world;
    private final MessageJson view;

    InteractionRoutes(World world, MessageJson view) {
        this.world = world;
        this.view = view;
    }

    List<Route> list() {
        return List.of(
                new Route(
                        POST,
                        "/interactions/{interaction_id}/{interaction_token}/callback",
                        RouteKind.INTERACTION_CALLBACK,
                        this::answer),
                new Route(POST, WEBHOOK, RouteKind.WEBHOOK, this::followUp),
                new Route(GET, ORIGINAL, RouteKind.WEBHOOK, this::get),
                new Route(PATCH, ORIGINAL, RouteKind.WEBHOOK, this::edit),
                new Route(DELETE, ORIGINAL, RouteKind.WEBHOOK, this::delete),
                new Route(GET, FOLLOW_UP, RouteKind.WEBHOOK, this::get),
                new Route(PATCH, FOLLOW_UP, RouteKind.WEBHOOK, this::edit),
                new Route(DELETE, FOLLOW_UP, RouteKind.WEBHOOK, this::delete));
    }

    private Reply answer(Call call) {
        var json = call.json();
        var by = Interaction.Answer.of(Fields.integer(json, "type", 0));
        var data = Objects.requireNonNullElseGet(Fields.object(json, "data"), JsonObject::new);
        var draft = Fields.draft(call.body().with(data));
        var change = Fields.change(call.body().with(data));
        var interaction = world.interactions()
                .answers()
                .answer(call.id("interaction_id"), call.parameter("interaction_token"), by, data, draft, change);
        if (call.query("with_response").filter("true"::equals).isEmpty()) {
            return Reply.NO_CONTENT;
        }
        var application = world.user(interaction.applicationId());
        return Reply.ok(InteractionJson.callback(view, world, interaction, application));
    }

    private Reply followUp(Call call) {
        return reply(world.interactions().answers().followUp(interaction(call), Fields.draft(call.body())));
    }

    private Reply get(Call call) {
        var interaction = interaction(call);
        return reply(world.interactions().answers().message(interaction, messageId(call, interaction)));
    }

    private Reply edit(Call call) {
        var interaction = interaction(call);
        return reply(world.interactions()
                .answers()
                .edit(interaction, messageId(call, interaction), Fields.change(call.body())));
    }

    private Reply delete(Call call) {
        var interaction = interaction(call);
        world.interactions().answers().delete(interaction, messageId(call, interaction));
        return Reply.NO_CONTENT;
    }

    private Interaction interaction(Call call) {
        return world.interactions().ofToken(call.id("webhook_id"), call.parameter("webhook_token"));
    }

    private static long messageId(Call call, Interaction interaction) {
        if (call.path().containsKey("message_id")) {
            return call.id("message_id");
        }
        var original = interaction.originalId();
        if (original == null) {
            throw Refusal.unknownMessage();
        }
        return original;
    }

    private Reply reply(Message message) {
        return Reply.ok(view.message(message, message.author(), true));
    }
}
