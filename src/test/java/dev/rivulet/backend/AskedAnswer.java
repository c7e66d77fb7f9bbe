package dev.rivulet.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend's answer while it comes, as its asker sees it. */
public final class AskedAnswer {
    public final List<ChatEvent> events = new CopyOnWriteArrayList<>();
    public final AnswerStream stream;
    private final Context asker;
    private final Promise<Void> ended = Promise.promise();

    private AskedAnswer(Context asker, AnswerStream stream) {
        this.asker = asker;
        this.stream = stream;
        stream.endHandler(_ -> ended.complete());
        stream.handler(events::add);
    }

    /** Asks on that context. */
    public static AskedAnswer of(AnswerBus bus, Context asker, String backend, ChatRequest question) {
        Promise<AskedAnswer> asked = Promise.promise();
        asker.runOnContext(_ -> bus.ask(AnswerAddress.backend(backend), question)
                .map(stream -> new AskedAnswer(asker, stream))
                .onComplete(asked));
        return Await.soon("the begin of the answer", asked.future());
    }

    public Future<Void> ended() {
        return ended.future();
    }

    /** Waits for its end. */
    public AskedAnswer whole() {
        Await.soon("the answer's end", ended.future());
        return this;
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof ChatEvent.TextDelta(String more) ? more : ""));
        return text.toString();
    }

    public String thinking() {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof ChatEvent.ReasoningDelta(String more) ? more : ""));
        return text.toString();
    }

    public <T extends ChatEvent> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public ChatEvent last() {
        return events.getLast();
    }

    public Failure failure() {
        assertThat(last()).isInstanceOf(ChatEvent.Failed.class);
        return ((ChatEvent.Failed) last()).failure();
    }

    public void onContext(Runnable action) {
        asker.runOnContext(_ -> action.run());
    }
}
