package dev.rivulet.simulator.page;

import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.Upload;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Base64;
import java.util.List;
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

    public Playground(Vertx vertx, Simulator simulator, Scene scene) {
        this.world = simulator.world();
        this.scene = scene;
        this.origin = simulator.origin();
        this.views = new Views(world, scene, origin);
        this.feed = new Feed(vertx, simulator, views);
    }

    /** Adds {@code /}, the page's files and {@code /playground/…}. */
    public void mount(Router router) {
        BodyHandler body = BodyHandler.create(false).setBodyLimit(MAX_BODY);
        router.get("/playground/state").handler(context -> context.json(views.state()));
        router.get("/playground/events").handler(context -> feed.follow(context.response()));
        router.get("/playground/channels/:channel/messages").handler(answering(this::messages));
        router.post("/playground/channels/:channel/messages").handler(body).handler(answering(this::say));
        router.post("/playground/channels/:channel/messages/:message/reactions")
                .handler(body)
                .handler(answering(this::react));
        router.post("/playground/channels").handler(body).handler(answering(this::open));
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

    /** Ends every open page's stream. */
    public void close() {
        feed.close();
    }

    private static io.vertx.core.Handler<RoutingContext> answering(Function<RoutingContext, Object> action) {
        return context -> {
            try {
                context.json(action.apply(context));
            } catch (Refusal refusal) {
                context.response().setStatusCode(refusal.status());
                context.json(refusal.json());
            } catch (IllegalArgumentException | ClassCastException | NullPointerException | DecodeException e) {
                context.response().setStatusCode(400);
                context.json(new JsonObject().put("message", "That request makes no sense: " + e.getMessage()));
            }
        };
    }

    private Object messages(RoutingContext context) {
        List<Message> all = world.messages().list(id(context.pathParam("channel")));
        JsonArray shown = new JsonArray();
        all.subList(Math.max(0, all.size() - SHOWN_MESSAGES), all.size())
                .forEach(message -> shown.add(views.message(message)));
        return shown;
    }

    private Object say(RoutingContext context) {
        JsonObject body = context.body().asJsonObject();
        Draft draft = Draft.text(body.getString("content", ""));
        if (body.getString("replyTo") != null) {
            draft = draft.replyingTo(id(body.getString("replyTo")));
        }
        for (Object each : body.getJsonArray("images", new JsonArray())) {
            JsonObject image = (JsonObject) each;
            Buffer data = Buffer.buffer(Base64.getDecoder().decode(image.getString("data")));
            draft = draft.with(new Upload(image.getString("name"), image.getString("mediaType"), data));
        }
        return views.message(world.messages().post(id(context.pathParam("channel")), person(body), draft));
    }

    private Object react(RoutingContext context) {
        JsonObject body = context.body().asJsonObject();
        world.messages()
                .react(
                        id(context.pathParam("channel")),
                        id(context.pathParam("message")),
                        person(body),
                        body.getString("emoji"));
        return new JsonObject();
    }

    private Object open(RoutingContext context) {
        JsonObject body = context.body().asJsonObject();
        String kind = body.getString("kind", "");
        Channel opened = switch (kind) {
            case "text" -> world.createChannel(body.getString("name").strip().replaceAll("\\s+", "-"));
            case "dm" -> world.openDirect(person(body), scene.bot());
            case "thread" -> thread(id(body.getString("parent")), id(body.getString("message")), person(body));
            default -> throw new IllegalArgumentException("kind must be text, dm or thread, not " + kind);
        };
        return views.channel(opened);
    }

    private Channel thread(long parent, long message, User owner) {
        Long there = world.messages().get(parent, message).threadId();
        if (there != null) {
            return world.channel(there);
        }
        String text = world.messages().get(parent, message).content().replaceAll("<@!?\\d+>|[*_`>#|-]", "");
        String name = text.strip().lines().findFirst().orElse("").strip();
        return world.createThread(
                parent, message, owner, name.isEmpty() ? "thread" : name.substring(0, Math.min(name.length(), 40)));
    }

    private User person(JsonObject body) {
        long wanted = id(body.getString("person"));
        return scene.people().stream()
                .filter(person -> person.id() == wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody here has that id"));
    }

    private static long id(String value) {
        return Long.parseUnsignedLong(value);
    }
}
