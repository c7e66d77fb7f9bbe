package dev.rivulet.simulator.page;

import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Events;
import dev.rivulet.simulator.world.WorldEvent;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens, told to every open page as server-sent events. All state belongs to one context.
 *
 * <p>A page that reads too slowly is cut off instead of being buffered for: it reconnects by itself and loads the whole world again.
 */
final class Feed {
    /** Bytes that may wait for one page; a burst of long messages fits well. */
    private static final int MAX_WAITING = 1 << 20;

    private final Context context;
    private final Views views;
    private final Journal journal = new Journal();
    private final Map<HttpServerResponse, Integer> pages = new HashMap<>(); // and the bytes that wait for each
    private final Events.Subscription subscription;
    private final MessageConsumer<JsonObject> traces;

    Feed(Vertx vertx, Simulator simulator, Views views) {
        this.context = vertx.getOrCreateContext();
        this.views = views;
        this.subscription = simulator.subscribe(event -> context.runOnContext(_ -> tell(event)));
        this.traces = vertx.eventBus().consumer(Trace.ADDRESS, step -> {
            JsonObject told = journal.step(step.body());
            context.runOnContext(_ -> tell("trace", told));
        });
    }

    /** Takes over a response whose head isn't written yet, until the page goes away. */
    void follow(HttpServerResponse page) {
        page.setChunked(true);
        page.putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        context.runOnContext(_ -> {
            page.closeHandler(_ -> context.runOnContext(_ -> pages.remove(page)));
            page.exceptionHandler(_ -> {});
            page.write("retry: 1000\n\n");
            pages.put(page, 0);
        });
    }

    /** Adds {@code questions} and {@code budgets}: what pages that were open were told of. From any thread. */
    JsonObject tellAll(JsonObject state) {
        JsonArray budgets = new JsonArray();
        journal.budgets().forEach(budget -> views.budget(budget).ifPresent(budgets::add));
        return state.put("questions", journal.questions()).put("budgets", budgets);
    }

    private void tell(WorldEvent event) {
        switch (event) {
            case WorldEvent.MessageCreated(var message) -> tell("message", views.message(message));
            case WorldEvent.MessageUpdated(var message) -> tell("message", views.message(message));
            case WorldEvent.ReactionAdded(var message, var _, var _) -> tell("message", views.message(message));
            case WorldEvent.ReactionRemoved(var message, var _, var _) -> tell("message", views.message(message));
            case WorldEvent.MessageDeleted(var message) ->
                tell(
                        "deleted",
                        new JsonObject()
                                .put("channel", String.valueOf(message.channelId()))
                                .put("id", String.valueOf(message.id())));
            case WorldEvent.TypingStarted(var channel, var user) ->
                tell(
                        "typing",
                        new JsonObject()
                                .put("channel", String.valueOf(channel.id()))
                                .put("author", user.name()));
            case WorldEvent.ChannelCreated(var channel) -> tell("channel", views.channel(channel));
            case WorldEvent.ChannelUpdated(var channel) -> tell("channel", views.channel(channel));
            case WorldEvent.RestExchange exchange -> {
                WorldEvent.LimitState limit = exchange.limit();
                if (limit != null) {
                    views.budget(journal.limit(limit)).ifPresent(budget -> tell("budget", budget));
                }
            }
            case WorldEvent.ChannelDeleted(var channel) ->
                tell("gone", new JsonObject().put("id", String.valueOf(channel.id())));
            case WorldEvent.MemberJoined _,
                    WorldEvent.MemberUpdated _,
                    WorldEvent.RoleCreated _,
                    WorldEvent.GuildUpdated _,
                    WorldEvent.InteractionCreated _,
                    WorldEvent.InteractionAnswered _,
                    WorldEvent.InteractionFailed _ -> {
                // Nothing that the page shows; what comes of an interaction, its own request is answered with.
            }
        }
    }

    private void tell(String type, JsonObject data) {
        Buffer frame = Buffer.buffer("event: " + type + "\ndata: " + data.encode() + "\n\n");
        for (HttpServerResponse page : List.copyOf(pages.keySet())) {
            if (pages.merge(page, frame.length(), Integer::sum) > MAX_WAITING) {
                pages.remove(page);
                page.reset();
            } else {
                page.write(frame)
                        .onComplete(_ -> context.runOnContext(
                                _ -> pages.computeIfPresent(page, (_, waiting) -> waiting - frame.length())));
            }
        }
    }

    void close() {
        subscription.close();
        traces.unregister();
        context.runOnContext(_ -> {
            pages.keySet().forEach(HttpServerResponse::end);
            pages.clear();
        });
    }
}
