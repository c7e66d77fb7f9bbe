package dev.rivulet.router;

import dev.rivulet.Await;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.Terminal;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks the router one question and writes down what comes; may be used from any thread. */
final class Asker {
    final List<ChatEvent> events = new CopyOnWriteArrayList<>();
    private final Context context;
    private final Future<AnswerStream> asked;
    private final Promise<Void> ended = Promise.promise();

    Asker(Vertx vertx, ChatRequest request) {
        this(vertx, request, false);
    }

    Asker(Vertx vertx, ChatRequest request, boolean pausedFromTheStart) {
        context = vertx.getOrCreateContext();
        AnswerBus bus = new AnswerBus(vertx);
        Promise<AnswerStream> taken = Promise.promise();
        asked = taken.future();
        context.runOnContext(_ -> bus.ask(AnswerAddress.ROUTER, request)
                .onSuccess(stream -> {
                    if (pausedFromTheStart) {
                        stream.pause();
                    }
                    stream.endHandler(_ -> ended.complete());
                    stream.handler(events::add);
                })
                .onComplete(taken));
    }

    /** Waits until the question was taken; throws what it was refused with. */
    Asker taken() throws Exception {
        asked.await(10, TimeUnit.SECONDS);
        return this;
    }

    void cancel() {
        onStream(AnswerStream::cancel);
    }

    void pause() {
        onStream(AnswerStream::pause);
    }

    void resume() {
        onStream(AnswerStream::resume);
    }

    private void onStream(Consumer<AnswerStream> action) {
        asked.onSuccess(stream -> context.runOnContext(_ -> action.accept(stream)));
    }

    boolean isOver() {
        return ended.future().isComplete();
    }

    /** Waits for the end of the stream; exactly one terminal event must have come, as the last. */
    Terminal end() throws Exception {
        taken();
        ended.future().await(10, TimeUnit.SECONDS);
        if (events.stream().filter(Terminal.class::isInstance).count() != 1
                || !(events.getLast() instanceof Terminal end)) {
            throw new AssertionError("not one terminal event, at the end: " + events);
        }
        return end;
    }

    /** Waits for the end, which must be a failure. */
    Failure failure() throws Exception {
        if (end() instanceof Failed(Failure failure)) {
            return failure;
        }
        throw new AssertionError("did not fail: " + events);
    }

    Asker awaitText() {
        Await.until("text", () -> !text().isEmpty());
        return this;
    }

    Asker awaitStatus(String text) {
        Await.until("the status '" + text + "' in " + events, () -> statuses().contains(text));
        return this;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (ChatEvent event : events) {
            if (event instanceof TextDelta(String more)) {
                text.append(more);
            }
        }
        return text.toString();
    }

    List<String> statuses() {
        return events.stream()
                .filter(Status.class::isInstance)
                .map(event -> ((Status) event).text())
                .toList();
    }
}
