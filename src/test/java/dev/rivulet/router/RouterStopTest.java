package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.store.StopMarks;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops that reach another router by a mark alone. */
class RouterStopTest {
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private Store store;
    private StopMarks marks;

    @BeforeEach
    void open() {
        store = Stores.open(vertx, RivuletConfig.defaults().store(), directory).await();
        marks = new StopMarks(store, InstantSource.system());
    }

    @AfterEach
    void close() throws Exception {
        store.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whoIsLeftStopsTheSameQuestionElsewhere() throws Exception {
        try (Rig near = new Rig(router -> router.leaveStopMarks(marks));
                Rig far = new Rig(router -> router.watchStopMarks(marks, OFTEN))) {
            near.first.script(text("a"));
            far.first.script(text("a"));
            ChatRequest question = Questions.question("ann");
            Asker here = near.ask(question).awaitText();
            Asker there = far.ask(question).awaitText();
            Asker other = far.ask("bob").awaitText();

            here.cancel();
            assertThat(there.failure()).isInstanceOf(Failure.Cancelled.class);
            assertThat(other.isOver()).isFalse();
            Await.until("the far backend stopped", () -> far.first.open.get() == 1);
            other.cancel();
            far.awaitIdle();
        }
    }

    @Test
    void anAnswerThatEndedLeavesNoMark() throws Exception {
        try (Rig near = new Rig(router -> router.leaveStopMarks(marks))) {
            near.first.script(text("a"), completed());
            ChatRequest question = Questions.question("ann");
            assertThat(near.ask(question).end()).isInstanceOf(Completed.class);
            assertThat(marks.isStopped(question.requestId()).await()).isFalse();
        }
    }

    @Test
    void answersGoOnWhereTheMarksCannotBeRead() throws Exception {
        StopMarks nowhere = new StopMarks(Stores.absent(), InstantSource.system());
        try (Rig rig = new Rig(router -> router.leaveStopMarks(nowhere).watchStopMarks(nowhere, OFTEN))) {
            rig.first.script(text("a"), completed());
            assertThat(rig.ask("ann").end()).isInstanceOf(Completed.class);
            rig.first.script(text("a"));
            Asker left = rig.ask("bob").awaitText();
            left.cancel();
            assertThat(left.failure()).isInstanceOf(Failure.Cancelled.class);
            rig.awaitIdle();
        }
    }
}
