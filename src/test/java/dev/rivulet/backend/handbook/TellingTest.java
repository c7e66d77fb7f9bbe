package dev.rivulet.backend.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.Failure;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TellingTest {
    private static final String LINES = "one\ntwo\nthree\nfour\n";

    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void writesNothingWhileTheAskerHasNoRoomAndGoesOnWhenItHas() throws Exception {
        RoomFor writer = new RoomFor(2);
        Future<Void> told = tell(writer);
        settle();
        assertThat(writer.written).containsExactly("one\n", "two\n");
        onContext(() -> writer.makeRoom(10));
        told.await(10, TimeUnit.SECONDS);
        assertThat(writer.written).containsExactly("one\n", "two\n", "three\n", "four\n");
    }

    @Test
    void writesNothingMoreOnceTheAskerIsGone() throws Exception {
        RoomFor writer = new RoomFor(2);
        Future<Void> told = tell(writer);
        settle();
        onContext(() -> {
            writer.over = true;
            writer.makeRoom(10);
        });
        settle();
        assertThat(writer.written).containsExactly("one\n", "two\n");
        assertThat(told.isComplete()).isFalse();
    }

    private final io.vertx.core.Context[] context = new io.vertx.core.Context[1];

    private Future<Void> tell(AnswerWriter writer) {
        context[0] = vertx.getOrCreateContext();
        return Future.future(promise -> context[0].runOnContext(
                _ -> new Telling(vertx, writer, Duration.ZERO).tell(LINES).onComplete(promise)));
    }

    /** Everything the context had to do, and what that led to, is done after more turns than there are lines. */
    private void settle() throws Exception {
        for (int turn = 0; turn < 20; turn++) {
            onContext(() -> {});
        }
    }

    private void onContext(Runnable action) throws Exception {
        Future.<Void>future(done -> context[0].runOnContext(_ -> {
                    action.run();
                    done.complete();
                }))
                .await(10, TimeUnit.SECONDS);
    }

    /** Has room for so many events. */
    private static final class RoomFor implements AnswerWriter {
        private final List<String> written = new ArrayList<>();
        private int room;
        private boolean over;
        private @Nullable Handler<Void> drain;

        RoomFor(int room) {
            this.room = room;
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
            written.add(((TextDelta) event).text());
            return Future.succeededFuture();
        }

        @Override
        public boolean writeQueueFull() {
            return room <= 0;
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public AnswerWriter drainHandler(@Nullable Handler<Void> handler) {
            drain = handler;
            return this;
        }

        @Override
        public AnswerWriter cancelHandler(@Nullable Handler<Failure.Cancelled> handler) {
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
}
