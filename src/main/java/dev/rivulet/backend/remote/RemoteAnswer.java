package dev.rivulet.backend.remote;

import dev.rivulet.backend.Backoff;
import dev.rivulet.backend.SmallBody;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.telemetry.LogKeys;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer of the far router. Until its first text, a question that failed in passing (no connection, a crash, too much to do) is asked
 * again, after as long as the far side asks for. One that the far side is silent to is not: it may be working on it. Meanwhile the asker
 * hears that we wait.
 */
final class RemoteAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteAnswer.class);
    private static final int OK = 200;
    private static final Pattern EVENT_STREAM = Pattern.compile("(?i)\\s*text/event-stream\\s*(;.*)?");

    /** What all answers share. */
    record Shared(
            FarServer server,
            RemoteFailures failures,
            Duration begin,
            Duration silence,
            Patience patience,
            Trace trace) {}

    private final Vertx vertx;
    private final Shared shared;
    private final ChatRequest question;
    private final AnswerWriter answer;
    private @Nullable HttpClientRequest open;
    private @Nullable RemoteReader reader;
    private boolean stopped;
    private boolean textShown;
    private int retries;
    private long retryTimer = -1;
    private final long asked = System.nanoTime();
    private long statusTimer = -1;

    RemoteAnswer(Vertx vertx, Shared shared, ChatRequest question, AnswerWriter answer) {
        this.vertx = vertx;
        this.shared = shared;
        this.question = question;
        this.answer = answer;
    }

    void start() {
        answer.cancelHandler(_ -> stop());
        tellWhileWaiting();
        vertx.executeBlocking(() -> QuestionBody.of(question), false)
                .onSuccess(body -> {
                    if (body.note() != null && !answer.isOver()) {
                        answer.write(new ChatEvent.Status(body.note()));
                    }
                    ask(body.bytes());
                })
                .onFailure(cause -> fail(
                        cause instanceof FailureException known
                                ? known.failure()
                                : new Failure.Unavailable(
                                        "Something went wrong inside Rivulet; its log says what.", cause.toString())));
    }

    private void tellWhileWaiting() {
        Patience patience = shared.patience();
        vertx.cancelTimer(statusTimer);
        statusTimer = vertx.setPeriodic(
                patience.statusAfter().toMillis(), patience.statusEvery().toMillis(), _ -> {
                    if (!answer.isOver() && !answer.writeQueueFull()) {
                        long seconds =
                                Duration.ofNanos(System.nanoTime() - asked).toSeconds();
                        answer.write(new ChatEvent.Status("waiting for the router, " + seconds + " s"));
                    }
                });
    }

    private void fail(Failure failure) {
        stopped = true;
        vertx.cancelTimer(statusTimer);
        answer.fail(failure);
    }

    private void stop() {
        stopped = true;
        vertx.cancelTimer(statusTimer);
        vertx.cancelTimer(retryTimer);
        if (reader != null) {
            reader.stop();
        }
        HttpClientRequest request = open;
        if (request != null) {
            request.reset();
        }
    }

    private void ask(Buffer body) {
        if (stopped) {
            return;
        }
        shared.server()
                .open(HttpMethod.POST, shared.server().chat(), body, "text/event-stream")
                .compose(request -> {
                    open = request;
                    // Failures come through the futures; without this they are logged as well.
                    request.exceptionHandler(_ -> {});
                    if (stopped) {
                        request.reset();
                        return Future.failedFuture("cancelled");
                    }
                    // The other side's logs know it by the same name, and a mark in a shared store stops it there.
                    request.putHeader("X-Request-Id", question.requestId());
                    trace(Trace.Stage.SENT, new JsonObject().put("bytes", body.length()));
                    return request.send(body)
                            .timeout(shared.begin().toMillis(), TimeUnit.MILLISECONDS)
                            .onFailure(_ -> request.reset());
                })
                .onSuccess(response -> heard(body, response))
                .onFailure(cause ->
                        again(body, shared.failures().unreachable(cause), null, RemoteFailures.isPassing(cause)));
    }

    private void heard(Buffer body, HttpClientResponse response) {
        if (stopped) {
            return;
        }
        trace(Trace.Stage.PRELUDE, new JsonObject().put("status", response.statusCode()));
        if (response.statusCode() != OK) {
            refused(body, response);
            return;
        }
        if (!isEventStream(response)) {
            response.exceptionHandler(_ -> {}).request().reset();
            again(body, shared.failures().malformed("status 200, but no event stream"), null, false);
            return;
        }
        vertx.cancelTimer(statusTimer);
        reader = new RemoteReader(
                vertx,
                response,
                answer,
                question.requestId(),
                shared.failures(),
                shared.silence(),
                new RemoteReader.Listener() {
                    @Override
                    public void firstText() {
                        textShown = true;
                        trace(Trace.Stage.FIRST_DELTA, new JsonObject());
                    }

                    @Override
                    public void broke(Failure failure) {
                        again(body, failure, null, failure instanceof Failure.Truncated);
                    }
                });
        reader.start();
    }

    private static boolean isEventStream(HttpClientResponse response) {
        String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && EVENT_STREAM.matcher(type).matches();
    }

    private void refused(Buffer body, HttpClientResponse response) {
        int status = response.statusCode();
        Duration asked = Backoff.asked(response);
        // What can't be read for its size or slowness says nothing; the status still does.
        SmallBody.read(response, SmallBody.ERROR, shared.patience().lookup())
                .otherwise(Buffer.buffer())
                .onSuccess(words -> again(
                        body,
                        shared.failures().refused(status, words, asked),
                        asked,
                        RemoteFailures.isPassing(status)));
    }

    /** Asks again where that may help, else ends the answer. */
    private void again(Buffer body, Failure failure, @Nullable Duration asked, boolean passing) {
        if (stopped || answer.isOver()) {
            return;
        }
        if (textShown || !passing || !shared.patience().allows(retries, asked)) {
            fail(failure);
            return;
        }
        LOG.atInfo()
                .addKeyValue(LogKeys.REQUEST_ID, question.requestId())
                .addKeyValue(LogKeys.KIND, failure.kind())
                .addKeyValue(LogKeys.DETAIL, failure.detail())
                .log("Asking the router again");
        tellWhileWaiting();
        Duration pause = shared.patience().pause(retries++, asked);
        retryTimer = vertx.setTimer(Math.max(1, pause.toMillis()), _ -> ask(body));
    }

    private void trace(Trace.Stage stage, JsonObject details) {
        shared.trace().step(question.requestId(), stage, details);
    }
}
