package dev.rivulet.backend.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.bus.AnswerWriter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TellingTest {
    private static final String LINES = "one\ntwo\nthree\nfour\n";

    private Vertx vertx;
    private Context context;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        context = vertx.getOrCreateContext();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void writesNothingWhileTheAskerHasNoRoomAndGoesOnWhenItHas() throws Exception {
        RecordingWriter writer = new RecordingWriter(2);
        Future<Void> told = tell(writer);
        settle();
        assertThat(writer.texts()).containsExactly("one\n", "two\n");
        onContext(() -> writer.makeRoom(10));
        told.await(10, TimeUnit.SECONDS);
        assertThat(writer.texts()).containsExactly("one\n", "two\n", "three\n", "four\n");
    }

    @Test
    void writesNothingMoreOnceTheAskerIsGone() throws Exception {
        RecordingWriter writer = new RecordingWriter(2);
        Future<Void> told = tell(writer);
        settle();
        onContext(() -> {
            writer.leave();
            writer.makeRoom(10);
        });
        settle();
        assertThat(writer.texts()).containsExactly("one\n", "two\n");
        assertThat(told.isComplete()).isFalse();
    }

    private Future<Void> tell(AnswerWriter writer) {
        return Future.future(promise -> context.runOnContext(
                _ -> new Telling(vertx, writer, Duration.ZERO).tell(LINES).onComplete(promise)));
    }

    /** Everything the context had to do, and what that led to, is done after more turns than there are lines. */
    private void settle() throws Exception {
        for (int turn = 0; turn < 20; turn++) {
            onContext(() -> {});
        }
    }

    private void onContext(Runnable action) throws Exception {
        Future.<Void>future(done -> context.runOnContext(_ -> {
                    action.run();
                    done.complete();
                }))
                .await(10, TimeUnit.SECONDS);
    }
}
