package dev.rivulet.backend.ollama;

import dev.rivulet.backend.SmallBody;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.FailureException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One answer from the question to the moment in which Ollama begins to write, when a {@link ChatReader} takes over.
 *
 * <p>{@link Started} goes out with the status line: Ollama sends none until the model has loaded, and that is what a deadline for the
 * first event waits for. Meanwhile the asker hears every second that we wait. Nothing was shown before, so a busy Ollama, or a kept
 * connection that turns out to be dead, is tried again.
 */
final class OllamaAnswer {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int BUSY = 503;

    private final Vertx vertx;
    private final Shared shared;
    private final ChatRequest question;
    private final AnswerWriter answer;
    private final long asked = System.nanoTime();
    private final long statusTimer;
    private String waitingFor = "waiting for Ollama";
    private boolean blind;
    private int busyRetries;
    private boolean reconnected;
    private @Nullable HttpClientRequest open;
    private long retryTimer = -1;

    OllamaAnswer(Vertx vertx, Shared shared, ChatRequest question, AnswerWriter answer) {
        this.vertx = vertx;
        this.shared = shared;
        this.question = question;
        this.answer = answer;
        Patience patience = shared.patience();
        this.statusTimer = vertx.setPeriodic(
                patience.statusAfter().toMillis(), patience.statusEvery().toMillis(), _ -> tellThatWeWait());
    }

    void start() {
        answer.cancelHandler(_ -> stop());
        chooseModel()
                .compose(model -> lookAtImages(model)
                        .compose(sees -> ask(model, ChatBody.of(model, question.messages(), shared.config(), sees)))
                        .onSuccess(response -> begin(model, response)))
                .onFailure(cause -> {
                    stop();
                    answer.fail(shared.failures().unreachable(cause));
                });
    }

    /** Closes whatever is open. What still comes of it changes nothing, since the answer is over then. */
    private void stop() {
        vertx.cancelTimer(statusTimer);
        vertx.cancelTimer(retryTimer);
        HttpClientRequest request = open;
        if (request != null) {
            request.reset();
        }
    }

    private void begin(String model, HttpClientResponse response) {
        vertx.cancelTimer(statusTimer);
        if (answer.isOver()) {
            stop();
            return;
        }
        answer.write(new Started(question.requestId(), shared.name(), model));
        if (blind) {
            answer.write(new Status(model + " can't see pictures: it answers without them"));
        }
        new ChatReader(vertx, response, answer, shared.failures(), this::elapsed).start();
    }

    private Future<String> chooseModel() {
        String named =
                question.model() != null ? question.model() : shared.config().model();
        if (named != null && !named.isBlank()) {
            return Future.succeededFuture(named.strip());
        }
        return lookUp(
                        HttpMethod.GET,
                        "/api/tags",
                        null,
                        tags -> InstalledModels.of(tags).newest())
                .compose(newest -> newest.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(
                                new FailureException(shared.failures().noModels()))));
    }

    /** Whether to send pictures along. When that can't be found out, Ollama itself shall judge them. */
    private Future<Boolean> lookAtImages(String model) {
        if (question.messages().stream().allMatch(message -> message.images().isEmpty())) {
            return Future.succeededFuture(false);
        }
        return shared.eyesight()
                .of(model)
                .map(Future::succeededFuture)
                .orElseGet(() -> lookUp(
                                HttpMethod.POST,
                                "/api/show",
                                new JsonObject().put("model", model),
                                show -> shared.eyesight().learn(model, show))
                        .otherwise(true))
                .onSuccess(sees -> blind = !sees);
    }

    private <T> Future<T> lookUp(
            HttpMethod method, String path, @Nullable JsonObject body, Function<JsonObject, T> read) {
        Duration patience = shared.patience().lookup();
        return send(method, path, body)
                .compose(response -> SmallBody.read(response, SmallBody.LOOKUP, patience)
                        .recover(cause -> cause instanceof SmallBody.TooLargeException
                                ? Future.failedFuture(new FailureException(
                                        shared.failures().notOllama(path + ": " + cause.getMessage())))
                                : Future.failedFuture(cause))
                        .compose(bytes -> {
                            if (response.statusCode() != OK) {
                                return Future.failedFuture(
                                        new FailureException(shared.failures().refused(response, bytes, "")));
                            }
                            try {
                                return Future.succeededFuture(read.apply(bytes.toJsonObject()));
                            } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
                                return Future.failedFuture(new FailureException(
                                        shared.failures().notOllama(path + ": " + OllamaFailures.kind(e))));
                            }
                        }))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(cause -> {
                    HttpClientRequest hung = open;
                    if (cause instanceof TimeoutException && hung != null) {
                        hung.reset();
                    }
                });
    }

    /** Completes with a response whose status is 200, before any of its body is read. */
    private Future<HttpClientResponse> ask(String model, JsonObject body) {
        waitingFor = "loading " + model;
        return send(HttpMethod.POST, "/api/chat", body)
                .compose(response -> response.statusCode() == OK
                        ? Future.succeededFuture(response)
                        : refused(model, body, response));
    }

    private Future<HttpClientResponse> refused(String model, JsonObject body, HttpClientResponse response) {
        // What can't be read for its size or slowness says nothing; the status still does.
        Future<Buffer> words = SmallBody.read(
                        response, SmallBody.ERROR, shared.patience().lookup())
                .otherwise(Buffer.buffer());
        return words.compose(bytes -> {
            int status = response.statusCode();
            if (status == BAD_REQUEST
                    && body.containsKey("think")
                    && ErrorWords.in(bytes).contains("think")) {
                // The setting is for models that think; another one shall answer all the same.
                body.remove("think");
                return ask(model, body);
            }
            if (status == BUSY && busyRetries < shared.patience().retries()) {
                return pause(shared.patience().pause(busyRetries++)).compose(_ -> ask(model, body));
            }
            return Future.failedFuture(new FailureException(shared.failures().refused(response, bytes, model)));
        });
    }

    private Future<Void> pause(Duration pause) {
        waitingFor = "Ollama is busy, waiting for a place";
        Promise<Void> over = Promise.promise();
        retryTimer = vertx.setTimer(pause.toMillis(), _ -> over.complete());
        return over.future();
    }

    private Future<HttpClientResponse> send(HttpMethod method, String path, @Nullable JsonObject body) {
        return shared.server().open(method, path).compose(request -> {
            open = request;
            // Failures come through the futures; without this they are logged as well.
            request.exceptionHandler(_ -> {});
            if (answer.isOver()) {
                request.reset();
                return Future.failedFuture("cancelled");
            }
            Future<HttpClientResponse> response = body == null ? request.send() : request.send(body.toBuffer());
            return response.recover(cause -> {
                if (reconnected || answer.isOver() || cause instanceof StreamResetException) {
                    return Future.failedFuture(
                            new FailureException(shared.failures().hungUp(cause)));
                }
                // Most likely a kept connection that Ollama had closed meanwhile.
                reconnected = true;
                return send(method, path, body);
            });
        });
    }

    private void tellThatWeWait() {
        if (!answer.isOver() && !answer.writeQueueFull()) {
            answer.write(new Status(waitingFor + ", " + elapsed().toSeconds() + " s"));
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - asked);
    }
}
