package dev.rivulet.bench;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Events;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.WorldEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What most bots do: edit the message once a second with what there is, cut at 2,000 characters, and wait as long as a 429 says. The
 * final text is written at the end and tried again until it is through. (It hears of questions from the simulator directly: how it
 * listens is not what is compared.)
 */
final class EverySecond implements Editor {
    private static final int MAX_CONTENT = 2000;
    private static final long PERIOD_MS = 1000;

    private final Vertx vertx;
    private final Simulator simulator;
    private final WebClient client;
    private final Context context;
    private String apiUrl = "";
    private String token = "";
    private Events.@Nullable Subscription subscription;

    EverySecond(Vertx vertx, Simulator simulator) {
        this.vertx = vertx;
        this.simulator = simulator;
        this.client = WebClient.create(vertx);
        this.context = vertx.getOrCreateContext();
    }

    @Override
    public String name() {
        return "an edit every second";
    }

    @Override
    public Future<Void> start(String url, String botToken, List<Long> channels) {
        apiUrl = url;
        token = botToken;
        subscription = simulator.subscribe(event -> {
            if (event instanceof WorldEvent.MessageCreated(Message message)
                    && !message.author().bot()
                    && channels.contains(message.channelId())) {
                context.runOnContext(_ -> answer(message));
            }
        });
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> stop() {
        if (subscription != null) {
            subscription.close();
        }
        client.close();
        return Future.succeededFuture();
    }

    private void answer(Message question) {
        String messages = apiUrl + "/channels/" + question.channelId() + "/messages";
        ChatRequest request = new ChatRequest(
                UUID.randomUUID().toString(),
                new ConversationId(String.valueOf(question.id())),
                new User(
                        String.valueOf(question.author().id()),
                        question.author().name()),
                Origin.UNKNOWN,
                List.of(ChatMessage.user(question.content())),
                null,
                null);
        write(HttpMethod.POST, messages, "…").onSuccess(created -> {
            String message = messages + "/" + created.bodyAsJsonObject().getString("id");
            new AnswerBus(vertx).ask(AnswerAddress.ROUTER, request).onSuccess(stream -> show(stream, message));
        });
    }

    private void show(AnswerStream stream, String message) {
        StringBuilder text = new StringBuilder();
        boolean[] writing = {false};
        long timer = vertx.setPeriodic(PERIOD_MS, _ -> {
            if (!writing[0] && !text.isEmpty()) {
                writing[0] = true;
                edit(message, text, false).onComplete(_ -> writing[0] = false);
            }
        });
        stream.handler(event -> {
            if (event instanceof ChatEvent.TextDelta(String delta)) {
                text.append(delta);
            } else if (event instanceof ChatEvent.Terminal) {
                vertx.cancelTimer(timer);
                edit(message, text, true);
            }
        });
    }

    private Future<Void> edit(String message, StringBuilder text, boolean last) {
        return write(HttpMethod.PATCH, message, text.substring(0, Math.min(text.length(), MAX_CONTENT)))
                .compose(response -> {
                    if (response.statusCode() != 429) {
                        return Future.succeededFuture();
                    }
                    double seconds =
                            Objects.requireNonNull(response.bodyAsJsonObject().getDouble("retry_after"));
                    return vertx.timer((long) (seconds * 1000) + 1, java.util.concurrent.TimeUnit.MILLISECONDS)
                            .compose(_ -> last ? edit(message, text, true) : Future.succeededFuture());
                });
    }

    private Future<HttpResponse<io.vertx.core.buffer.Buffer>> write(HttpMethod method, String url, String content) {
        return client.requestAbs(method, url)
                .putHeader("Authorization", "Bot " + token)
                .sendJsonObject(new JsonObject().put("content", content));
    }
}
