package dev.rivulet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.render.EditPacer.Decision;
import dev.rivulet.render.EditPacer.Idle;
import dev.rivulet.render.EditPacer.Urgency;
import dev.rivulet.render.EditPacer.Wait;
import dev.rivulet.render.EditPacer.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditPacerTest {
    private static final String EDITS = "PATCH 1";

    private long now = 17_000_000_000L;
    private final EditPacer<String> pacer = new EditPacer<>(() -> now);

    @Test
    void spacesEditsEvenlyAndKeepsTheWindowsLastWriteUntilHalfASecondBeforeItsEnd() {
        List<Long> times = new ArrayList<>();
        long start = now;
        for (int i = 0; i < 6; i++) {
            pacer.changed(EDITS, "a", Urgency.EVENLY);
            passUntilWrite("a");
            times.add((now - start) / 1_000_000);
            pacer.responded(EDITS, told(5, 4 - i % 5, 5_000 - (now - start) / 1_000_000 % 5_000));
        }
        assertThat(times).containsExactly(0L, 1_117L, 2_235L, 3_352L, 4_470L, 5_030L);
    }

    @Test
    void givesTheHeldWriteToAFinalTextAtOnce() {
        write("a", Urgency.EVENLY, told(5, 1, 4_000));
        pass(1_000);
        pacer.changed(EDITS, "a", Urgency.EVENLY);
        assertThat(pacer.next()).isEqualTo(waiting(2_470));

        pacer.changed(EDITS, "a", Urgency.AT_ONCE);

        assertThat(pacer.next()).isEqualTo(new Write<>(EDITS, "a"));
    }

    @Test
    void severalFinalsGoStalestFirst() {
        write("x", Urgency.EVENLY, told(5, 4, 5_000));
        for (String answer : List.of("c", "a", "b")) {
            pass(5);
            pacer.changed(EDITS, answer, Urgency.EVENLY);
        }
        for (String answer : List.of("b", "a", "c")) {
            pacer.changed(EDITS, answer, Urgency.AT_ONCE);
        }
        for (String answer : List.of("c", "a", "b")) {
            assertThat(pacer.next()).isEqualTo(new Write<>(EDITS, answer));
            pacer.responded(EDITS, null);
        }
    }

    @Test
    void aFirstTextNeedsNotWaitForTheSpacingOfAnAnswerThatEnded() {
        write("a", Urgency.AT_ONCE, told(5, 3, 4_000));
        pass(10);
        pacer.changed(EDITS, "b", Urgency.EVENLY);
        assertThat(pacer.next()).isEqualTo(new Write<>(EDITS, "b"));
    }

    @Test
    void isBusyUntilTheResponseAndThenWritesWhatChangedMeanwhile() {
        pacer.changed(EDITS, "a", Urgency.EVENLY);
        assertThat(pacer.next()).isEqualTo(new Write<>(EDITS, "a"));
        pacer.changed(EDITS, "a", Urgency.AT_ONCE);
        assertThat(pacer.next()).isEqualTo(new Idle<>());

        assertThat(pacer.isBusy(EDITS)).isTrue();
        pacer.responded(EDITS, told(5, 4, 5_000));

        assertThat(pacer.isBusy(EDITS)).isFalse();
        assertThat(pacer.next()).isEqualTo(new Write<>(EDITS, "a"));
    }

    @Test
    void bucketsDoNotWaitForEachOther() {
        pacer.changed(EDITS, "a", Urgency.EVENLY);
        pacer.changed("POST 1", "a", Urgency.AT_ONCE);
        pacer.changed("PATCH 2", "b", Urgency.EVENLY);
        assertThat(List.of(pacer.next(), pacer.next(), pacer.next()))
                .containsExactlyInAnyOrder(
                        new Write<>(EDITS, "a"), new Write<>("POST 1", "a"), new Write<>("PATCH 2", "b"));
    }

    @Test
    void aFailedWriteIsWantedAgainWithItsUrgency() {
        write("x", Urgency.EVENLY, told(5, 2, 5_000));
        pacer.changed(EDITS, "a", Urgency.AT_ONCE);
        pacer.next();
        pacer.failed(EDITS, Duration.ofMillis(300));
        pass(350);
        assertThat(pacer.next()).isEqualTo(new Write<>(EDITS, "a"));
    }

    @Test
    void aWriteThatFailsAfterMoreThanAWindowIsWantedAgain() {
        write("a", Urgency.EVENLY, told(5, 4, 5_000));
        pacer.changed(EDITS, "a", Urgency.AT_ONCE);
        assertThat(pacer.next()).isEqualTo(new Write<>(EDITS, "a"));
        pass(6_000);
        assertThat(pacer.next()).isEqualTo(new Idle<>());

        pacer.failed(EDITS, Duration.ofMillis(500));

        pass(550);
        assertThat(pacer.next()).isEqualTo(new Write<>(EDITS, "a"));
    }

    @Test
    void takesTheTighterWordWhenSomebodyElseUsedTheBudget() {
        write("a", Urgency.EVENLY, told(5, 0, 3_000));
        pacer.changed(EDITS, "a", Urgency.AT_ONCE);
        assertThat(pacer.next()).isEqualTo(waiting(3_030));
    }

    @Test
    void whoWasForgottenDoesNotWrite() {
        pacer.changed(EDITS, "a", Urgency.AT_ONCE);
        pacer.forget(EDITS, "a");
        assertThat(pacer.next()).isEqualTo(new Idle<>());
    }

    @Test
    void refusesAResponseToNothing() {
        assertThatThrownBy(() -> pacer.responded(EDITS, null)).isInstanceOf(IllegalStateException.class);
    }

    private void write(String answer, Urgency urgency, RateLimit told) {
        pacer.changed(EDITS, answer, urgency);
        assertThat(pacer.next()).isEqualTo(new Write<>(EDITS, answer));
        pacer.responded(EDITS, told);
    }

    private void passUntilWrite(String answer) {
        Decision<String> decision = pacer.next();
        while (decision instanceof Wait<String>(Duration time)) {
            now += time.toNanos();
            decision = pacer.next();
        }
        assertThat(decision).isEqualTo(new Write<>(EDITS, answer));
    }

    private void pass(long milliseconds) {
        now += milliseconds * 1_000_000;
    }

    private static Wait<String> waiting(long milliseconds) {
        return new Wait<>(Duration.ofMillis(milliseconds));
    }

    private static RateLimit told(int limit, int remaining, long resetAfterMilliseconds) {
        return new RateLimit(limit, remaining, Duration.ofMillis(resetAfterMilliseconds));
    }
}
