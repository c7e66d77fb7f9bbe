package dev.rivulet.simulator.page;

import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The page and the API behind it. Whoever reaches it may act as any person of the scene: mount it on loopback addresses only.
 *
 * <p>Bad input is answered with {@code {"message": …}} and a fitting status.
 */
public final class Playground {
    /** A file of Discord's 10 MB in Base64, and some more. */
    private static final int MAX_BODY = 16 << 20;

    private static final String CHANNEL = "/playground/channels/:channel";
    private static final String MESSAGE = CHANNEL + "/messages/:message";

    private final Views views;
    private final Feed feed;
    private final Actions actions;
    private final Interacting interacting;
    private final String origin;

    /** @param answerers the names of the backends that may answer, the first choice first, to be shown */
    public Playground(Vertx vertx, Simulator simulator, Scene scene, List<String> answerers) {
        this.origin = simulator.origin();
        this.views = new Views(simulator.world(), scene, origin, answerers);
        this.feed = new Feed(vertx, simulator, views);
        this.actions = new Actions(simulator, scene, views);
        this.interacting = new Interacting(simulator, scene, views, actions);
    }

    /** Adds {@code /}, the page's files and {@code /playground/…}. */
    public void mount(Router router) {
        router.get("/playground/state").handler(context -> context.json(feed.tellAll(views.state())));
        router.get("/playground/events").handler(context -> feed.follow(context.response()));
        reading(router, CHANNEL + "/messages", actions::messages);
        reading(router, CHANNEL + "/commands", interacting::commands);
        writing(router, HttpMethod.POST, CHANNEL + "/messages", actions::say);
        writing(router, HttpMethod.PATCH, MESSAGE, actions::edit);
        writing(router, HttpMethod.DELETE, MESSAGE, actions::delete);
        writing(router, HttpMethod.POST, MESSAGE + "/reactions", actions::react);
        writing(router, HttpMethod.POST, "/playground/channels", actions::open);
        writing(router, HttpMethod.PATCH, CHANNEL, actions::change);
        writing(router, HttpMethod.PATCH, "/playground/people/:person", actions::speak);
        writingLater(router, HttpMethod.POST, "/playground/interactions", interacting::interact);
        router.route()
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> {
                    context.response()
                            .putHeader(
                                    "Content-Security-Policy",
                                    "default-src 'self'; img-src 'self' data: " + origin
                                            + "; frame-ancestors 'none'; base-uri 'none'")
                            .putHeader("X-Content-Type-Options", "nosniff")
                            .putHeader("Cache-Control", "no-cache");
                    context.next();
                })
                .handler(StaticHandler.create("playground").setIncludeHidden(false));
    }

    private static void reading(Router router, String path, Function<PageRequest, Object> action) {
        router.get(path).handler(answering(PageRequest::reading, now(action)));
    }

    private static void writing(Router router, HttpMethod method, String path, Function<PageRequest, Object> action) {
        writingLater(router, method, path, now(action));
    }

    private static Function<PageRequest, Future<Object>> now(Function<PageRequest, Object> action) {
        return request -> Future.succeededFuture(action.apply(request));
    }

    private static void writingLater(
            Router router, HttpMethod method, String path, Function<PageRequest, Future<Object>> action) {
        router.route(method, path)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(Playground::jsonOnly)
                .handler(answering(PageRequest::writing, action))
                .failureHandler(context -> {
                    if (context.statusCode() == 413) {
                        problem(context, 413, "That is more than " + (MAX_BODY >> 20) + " MB.");
                    } else {
                        context.next();
                    }
                });
    }

    /** Forms of other web pages can send all but JSON without asking first. */
    private static void jsonOnly(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            context.next();
        } else {
            problem(context, 415, "The body must be JSON, with the header 'Content-Type: application/json'.");
        }
    }

    /** Ends every open page's stream. */
    public void close() {
        feed.close();
    }

    private static Handler<RoutingContext> answering(
            Function<RoutingContext, PageRequest> reader, Function<PageRequest, Future<Object>> action) {
        return context -> {
            try {
                action.apply(reader.apply(context)).onComplete(context::json, context::fail);
            } catch (Refusal refusal) {
                problem(context, refusal.status(), said(refusal.json()));
            } catch (IllegalArgumentException wrong) {
                problem(context, 400, String.valueOf(wrong.getMessage()));
            }
        };
    }

    private static void problem(RoutingContext context, int status, String message) {
        context.response().setStatusCode(status);
        context.json(new JsonObject().put("message", message));
    }

    /** Discord's words for what is wrong, those on single fields included. */
    private static String said(JsonObject refusal) {
        List<String> fields = new ArrayList<>();
        collect("", refusal.getJsonObject("errors", new JsonObject()), fields);
        return refusal.getString("message") + (fields.isEmpty() ? "" : ": " + String.join(" ", fields));
    }

    private static void collect(String path, JsonObject errors, List<String> fields) {
        errors.forEach(entry -> {
            switch (entry.getValue()) {
                case JsonObject deeper -> collect(path + entry.getKey() + " ", deeper, fields);
                case JsonArray wrong ->
                    wrong.forEach(each -> fields.add(path + ((JsonObject) each).getString("message")));
                default -> throw new IllegalStateException("not how errors look: " + entry.getKey());
            }
        });
    }
}
