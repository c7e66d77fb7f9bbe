package dev.rivulet.simulator.page;

import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.Upload;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The page and the API behind it. Whoever reaches it may act as any person of the scene: mount it on loopback addresses only.
 *
 * <p>Bad input is answered with {@code {"message": …}} and a fitting status.
 */
public final class Playground {
    private static final int MAX_BODY = 8 << 20;
    private static final int SHOWN_MESSAGES = 200;

    private final World world;
    private final Scene scene;
    private final Views views;
    private final Feed feed;
    private final String origin;

    /** @param answerers the names of the backends that may answer, the first choice first, to be shown */
    public Playground(Vertx vertx, Simulator simulator, Scene scene, List<String> answerers) {
        this.world = simulator.world();
        this.scene = scene;
        this.origin = simulator.origin();
        this.views = new Views(world, scene, origin, answerers);
        this.feed = new Feed(vertx, simulator, views);
    }

    /** Adds {@code /}, the page's files and {@code /playground/…}. */
    public void mount(Router router) {
        router.get("/playground/state").handler(context -> context.json(feed.tellAll(views.state())));
        router.get("/playground/events").handler(context -> feed.follow(context.response()));
        router.get("/playground/channels/:channel/messages").handler(answering(PageRequest::reading, this::messages));
        writing(router, "/playground/channels/:channel/messages", this::say);
        writing(router, "/playground/channels/:channel/messages/:message/reactions", this::react);
        writing(router, "/playground/channels", this::open);
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

    private static void writing(Router router, String path, Function<PageRequest, Object> action) {
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(answering(PageRequest::writing, action))
                .failureHandler(context -> {
                    if (context.statusCode() == 413) {
                        problem(context, 413, "That is more than " + (MAX_BODY >> 20) + " MB.");
                    } else {
                        context.next();
                    }
                });
    }

    /** Ends every open page's stream. */
    public void close() {
        feed.close();
    }

    private static Handler<RoutingContext> answering(
            Function<RoutingContext, PageRequest> reader, Function<PageRequest, Object> action) {
        return context -> {
            try {
                context.json(action.apply(reader.apply(context)));
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

    private Object messages(PageRequest request) {
        List<Message> all =
                world.messages().list(world.channel(request.path("channel")).id());
        JsonArray shown = new JsonArray();
        all.subList(Math.max(0, all.size() - SHOWN_MESSAGES), all.size())
                .forEach(message -> shown.add(views.message(message)));
        return shown;
    }

    private Object say(PageRequest request) {
        Draft draft = Draft.text(request.findText("content").orElse(""));
        Optional<Long> replyTo = request.findId("replyTo");
        if (replyTo.isPresent()) {
            draft = draft.replyingTo(replyTo.get());
        }
        for (PageRequest.Picture picture : request.pictures()) {
            draft = draft.with(new Upload(picture.name(), picture.mediaType(), picture.data()));
        }
        return views.message(world.messages().post(request.path("channel"), person(request), draft));
    }

    private Object react(PageRequest request) {
        world.messages()
                .react(request.path("channel"), request.path("message"), person(request), request.text("emoji"));
        return new JsonObject();
    }

    private Object open(PageRequest request) {
        Channel opened = switch (request.text("kind")) {
            case "text" -> world.createChannel(request.text("name").replaceAll("\\s+", "-"));
            case "dm" -> world.openDirect(person(request), scene.bot());
            case "thread" -> thread(request.id("parent"), request.id("message"), person(request));
            default -> throw new IllegalArgumentException("kind must be text, dm or thread.");
        };
        return views.channel(opened);
    }

    private Channel thread(long parent, long message, User owner) {
        Long there = world.messages().get(world.channel(parent).id(), message).threadId();
        if (there != null) {
            return world.channel(there);
        }
        String text = world.messages().get(parent, message).content().replaceAll("<@!?\\d+>|[*_`>#|-]", "");
        String name = text.strip().lines().findFirst().orElse("").strip();
        return world.createThread(
                parent, message, owner, name.isEmpty() ? "thread" : name.substring(0, Math.min(name.length(), 40)));
    }

    private User person(PageRequest request) {
        long wanted = request.id("person");
        return scene.people().stream()
                .filter(person -> person.id() == wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("person is the id of nobody on this page."));
    }
}
