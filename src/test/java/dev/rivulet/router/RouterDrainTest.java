package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.pause;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RouterDrainTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void completesAtOnceWhenNothingIsInFlight() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.router.drain(LONG).await(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void takesNoNewQuestionsAndLetsThoseInFlightAndInLineFinish() throws Exception {
        try (Rig rig = new Rig(Configs.router().limits(1, 1, 1, 8))) {
            rig.first.script(text("Hel"), pause(100), text("lo"), completed());
            Asker running = rig.ask("ann").awaitText();
            Asker waiting = rig.ask("bob").awaitStatus("Waiting, next in line");

            Future<Void> drained = rig.router.drain(LONG);

            assertThatThrownBy(() -> rig.ask("cid").taken())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure())
                                    .isInstanceOf(Failure.Unavailable.class)
                                    .extracting(Failure::message)
                                    .asString()
                                    .contains("shutting down"));
            assertThat(running.end()).isInstanceOf(Completed.class);
            assertThat(running.text()).isEqualTo("Hello");
            assertThat(waiting.end()).isInstanceOf(Completed.class);
            drained.await(10, TimeUnit.SECONDS);
            assertThat(rig.inFlight()).isZero();
        }
    }

    @Test
    void endsWhatIsLeftAfterTheGraceAsInterrupted() throws Exception {
        try (Rig rig = new Rig(Configs.router().limits(1, 1, 1, 8))) {
            rig.first.script(text("Hel"));
            Asker running = rig.ask("ann").awaitText();
            Asker waiting = rig.ask("bob").awaitStatus("Waiting, next in line");

            rig.router.drain(Duration.ofMillis(50)).await(10, TimeUnit.SECONDS);

            for (Asker asker : List.of(running, waiting)) {
                assertThat(asker.failure())
                        .isInstanceOf(Failure.Unavailable.class)
                        .extracting(Failure::message)
                        .asString()
                        .contains("interrupted by a restart");
            }
            assertThat(running.text()).isEqualTo("Hel");
            assertThat(rig.first.asked).hasSize(1);
            rig.awaitIdle();
        }
    }

    @Test
    void anAskerThatNeverReadsDoesNotHoldItUp() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(_ -> Collections.nCopies(1000, text("x")));
            new Asker(rig.vertx, Questions.question("ann"), true).taken();
            Await.until("the windows are full", () -> rig.first.written.get() >= 64);

            rig.router.drain(Duration.ofMillis(20)).await(10, TimeUnit.SECONDS);

            rig.awaitIdle();
        }
    }

    @Test
    void aSecondCallShortensTheGrace() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(text("Hel"));
            Asker asker = rig.ask("ann").awaitText();
            Future<Void> drained = rig.router.drain(LONG);

            rig.router.drain(Duration.ofMillis(1));

            drained.await(10, TimeUnit.SECONDS);
            assertThat(asker.failure()).isInstanceOf(Failure.Unavailable.class);
        }
    }
}
