package dev.rivulet.backend.handbook;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An asker that has room for so many events, and records them and the contexts on which they were written. */
final class RecordingWriter implements AnswerWriter {
    private final List<ChatEvent> written = new CopyOnWriteArrayList<>();
    private final List<Context> contexts = new CopyOnWriteArrayList<>();
    private final Promise<Void> ended = Promise.promise();
    private int room;
    private boolean gone;
    private @Nullable Handler<Void> drain;

    RecordingWriter(int room) {
        this.room = room;
    }

    List<String> texts() {
        return written.stream()
                .filter(TextDelta.class::isInstance)
                .map(event -> ((TextDelta) event).text())
                .toList();
    }

    Set<Context> contexts() {
        return new LinkedHashSet<>(contexts);
    }

    /** Completes with the terminal event. */
    Future<Void> ended() {
        return ended.future();
    }

    void leave() {
        gone = true;
    }

    void makeRoom(int more) {
        room += more;
        Handler<Void> handler = drain;
        if (handler != null) {
            handler.handle(null);
        }
    }

    @Override
    public Future<Void> write(ChatEvent event) {
        room--;
        written.add(event);
        contexts.add(Vertx.currentContext());
        if (event instanceof ChatEvent.Terminal) {
            ended.complete();
        }
        return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
        return room <= 0;
    }

    @Override
    public boolean isOver() {
        return gone;
    }

    @Override
    public AnswerWriter drainHandler(@Nullable Handler<Void> handler) {
        drain = handler;
        return this;
    }

    @Override
    public AnswerWriter cancelHandler(@Nullable Handler<Failure> handler) {
        return this;
    }

    @Override
    public Future<Void> end() {
        return Future.succeededFuture();
    }

    @Override
    public AnswerWriter exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public AnswerWriter setWriteQueueMaxSize(int maxSize) {
        return this;
    }
}
