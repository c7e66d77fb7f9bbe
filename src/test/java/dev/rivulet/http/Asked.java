package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Usage;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A question that arrived at the router's address, and the answer that the test writes. */
final class Asked {
    private final ChatRequest request;
    private final AnswerWriter writer;
    private final Context context;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final AtomicInteger flooded = new AtomicInteger();

    /** Called on the context that serves the address. */
    Asked(ChatRequest request, AnswerWriter writer, Context context) {
        this.request = request;
        this.writer = writer;
        this.context = context;
        writer.cancelHandler(_ -> cancelled.countDown());
    }

    ChatRequest request() {
        return request;
    }

    Asked start() {
        return write(new Started(request.requestId(), "ollama", "llama3"));
    }

    Asked text(String text) {
        return write(new TextDelta(text));
    }

    Asked complete() {
        return write(new Completed(Finish.STOP, new Usage(3, 5), Duration.ofMillis(1234)));
    }

    Asked write(ChatEvent event) {
        context.runOnContext(_ -> writer.write(event));
        return this;
    }

    /** Writes texts of a kilobyte as long as back-pressure allows, and counts them. */
    AtomicInteger flood() {
        context.runOnContext(_ -> pour("x".repeat(1024)));
        return flooded;
    }

    private void pour(String text) {
        while (!writer.writeQueueFull() && !writer.isOver()) {
            writer.write(new TextDelta(text));
            flooded.incrementAndGet();
        }
        writer.drainHandler(_ -> pour(text));
    }

    /** Fails unless the source is told to stop within that time from now. */
    void awaitCancelled(Duration limit) throws InterruptedException {
        assertThat(cancelled.await(limit.toMillis(), TimeUnit.MILLISECONDS))
                .as("cancelled within %s", limit)
                .isTrue();
    }
}
