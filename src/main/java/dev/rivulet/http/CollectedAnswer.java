package dev.rivulet.http;

import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatEvent.ToolUse;
import dev.rivulet.chat.Source;
import dev.rivulet.wire.ChatJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects an answer and sends it whole, as JSON; one that failed is a problem, with the text that came before. */
final class CollectedAnswer {
    /** In UTF-16 units; a client that wants more reads the stream. */
    static final int MAX_TEXT = 8 * 1024 * 1024;

    private final AnswerStream answer;
    private final ResponseSink sink;
    private final StringBuilder text = new StringBuilder();
    private final Promise<Void> over = Promise.promise();
    private final List<Source> sources = new ArrayList<>();
    /** Of all that is collected, in UTF-16 units. */
    private int length;

    private @Nullable Started started;

    CollectedAnswer(AnswerStream answer, ResponseSink sink) {
        this.answer = answer;
        this.sink = sink;
    }

    /** Completes when the answer is over; fails, with nothing sent, for the caller to send the problem. */
    Future<Void> send(String requestId) {
        answer.handler(event -> collect(event, requestId));
        return over.future();
    }

    private void collect(ChatEvent event, String requestId) {
        switch (event) {
            case Started last -> {
                started = last;
                sources.clear();
            }
            case Sources more -> {
                more.sources().forEach(source -> length += length(source));
                sources.addAll(more.sources());
                checkLength();
            }
            case TextDelta delta -> {
                length += delta.text().length();
                text.append(delta.text());
                checkLength();
            }
            case Completed completed -> {
                if (over.tryComplete()) {
                    send(completed, requestId);
                }
            }
            case Failed failed ->
                answer.sourceTold()
                        .onComplete(_ -> over.tryFail(new ProblemException(
                                Problem.of(failed.failure()).after(text.toString()))));
            case ReasoningDelta _, ToolUse _, Status _ -> {
                // Signs of life, of which one JSON has no need.
            }
        }
    }

    private void checkLength() {
        if (length > MAX_TEXT) {
            over.tryFail(new ProblemException(
                    Problem.of(502, "The answer is longer than 8 MiB; ask again with 'Accept: text/event-stream'.")));
            answer.cancel();
        }
    }

    private static int length(Source source) {
        return source.uri().length() + length(source.title()) + length(source.quote());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private void send(Completed completed, String requestId) {
        JsonObject json = new JsonObject().put("requestId", requestId);
        if (started != null) {
            json.put("backend", started.backend()).put("model", started.model());
        }
        JsonObject end = ChatJson.data(completed);
        json.put("text", text.toString());
        if (!sources.isEmpty()) {
            json.put("sources", ChatJson.sources(sources));
        }
        json.put("finish", end.getString("finish")).put("usage", end.getJsonObject("usage"));
        sink.send(
                200,
                ChatEndpoint.headers(requestId).set(HttpHeaders.CONTENT_TYPE, "application/json"),
                json.toBuffer());
    }
}
