package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.failed;
import static dev.rivulet.backend.ScriptedBackend.started;
import static dev.rivulet.backend.ScriptedBackend.status;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ScriptedBackend;
import dev.rivulet.backend.ScriptedBackend.Step;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.Failure;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Cancelling reaches the backend within 100 ms, whatever state the answer is in. */
class RouterCancelTest {
    private static final Duration PROMPTLY = Duration.ofMillis(100);

    /** Cancels, and holds the time until the backend heard it against the limit. */
    private static void assertReaches(ScriptedBackend backend, Asker asker) throws Exception {
        long cancelledAt = System.nanoTime();
        asker.cancel();
        assertHeardSince(cancelledAt, backend);
        assertThat(asker.failure()).isInstanceOf(Failure.Cancelled.class);
    }

    private static void assertHeardSince(long nanos, ScriptedBackend backend) throws Exception {
        long heardAt = Await.next("the backend hears the cancel", backend.cancelled);
        assertThat(Duration.ofNanos(heardAt - nanos)).isLessThan(PROMPTLY);
    }

    @Test
    void whileStreaming() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(started("first"), text("Hel"));
            assertReaches(rig.first, rig.ask("ann").awaitText());
            rig.awaitIdle();
            assertThat(rig.second.asked).isEmpty();
        }
    }

    @Test
    void whileTheModelLoads() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(status("loading"));
            assertReaches(rig.first, rig.ask("ann").awaitStatus("loading"));
            rig.awaitIdle();
        }
    }

    @Test
    void whilePausedByBackPressure() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(_ -> Collections.nCopies(1000, text("x")));
            Asker asker = new Asker(rig.vertx, Questions.question("ann"), true).taken();
            Await.until("the windows are full", () -> rig.first.written.get() >= 64);
            assertReaches(rig.first, asker);
            rig.awaitIdle();
        }
    }

    @Test
    void whileTheNextBackendTakesOver() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(failed(new Failure.Unavailable("m", "d")));
            rig.second.script(status("loading"));
            assertReaches(rig.second, rig.ask("ann").awaitStatus("loading"));
            rig.awaitIdle();
        }
    }

    @Test
    void whileTheBackendHasNotTakenTheQuestionYet() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            CountDownLatch taking = new CountDownLatch(1);
            rig.first.script(new Step.Block(taking), text("Hel"));
            Asker asker = rig.ask("ann").taken();
            Await.next("the backend was asked", rig.first.asked);

            asker.cancel();
            assertThat(asker.failure()).isInstanceOf(Failure.Cancelled.class);
            long takenAt = System.nanoTime();
            taking.countDown();

            assertHeardSince(takenAt, rig.first);
            assertThat(asker.text()).isEmpty();
            rig.awaitIdle();
        }
    }

    @Test
    void whileInLineItFreesThePlaceInLineAndReachesNoBackend() throws Exception {
        try (Rig rig = new Rig(Configs.router().limits(1, 1, 1, 8))) {
            rig.first.script(text("a"));
            Asker running = rig.ask("ann").awaitText();
            Asker waiting = rig.ask("bob").awaitStatus("Waiting, next in line");

            long cancelledAt = System.nanoTime();
            waiting.cancel();
            Await.until("the line is empty", () -> rig.queued() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt)).isLessThan(PROMPTLY);

            assertReaches(rig.first, running);
            rig.awaitIdle();
            assertThat(rig.first.asked).hasSize(1);
        }
    }

    @Test
    void anAskerThatVanishesStopsTheBackendToo() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(_ -> Collections.nCopies(10_000, List.of(text("x"), ScriptedBackend.pause(5))).stream()
                    .flatMap(List::stream)
                    .toList());
            String asker = rig.vertx
                    .deployVerticle(new VerticleBase() {
                        @Override
                        public Future<?> start() {
                            return new AnswerBus(vertx)
                                    .ask(AnswerAddress.ROUTER, Questions.question("ann"))
                                    .onSuccess(stream -> stream.handler(_ -> {}));
                        }
                    })
                    .await(10, TimeUnit.SECONDS);
            Await.until("the backend writes", () -> rig.first.written.get() > 3);

            rig.vertx.undeploy(asker).await(10, TimeUnit.SECONDS);

            assertHeardSince(System.nanoTime(), rig.first);
            rig.awaitIdle();
        }
    }

    @Test
    void theNextQuestionWorks() throws Exception {
        try (Rig rig = new Rig(Configs.router().limits(1, 1, 1, 0))) {
            rig.first.script(text("a"));
            assertReaches(rig.first, rig.ask("ann").awaitText());
            rig.awaitIdle();

            rig.first.script(text("b"), completed());
            assertThat(rig.ask("ann").end()).isInstanceOf(Completed.class);
        }
    }
}
