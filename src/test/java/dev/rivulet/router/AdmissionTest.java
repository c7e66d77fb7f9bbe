package dev.rivulet.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.router.Admission.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    /** Offers {@code user/conversation/number}. */
    private static Outcome offer(Admission<String> admission, String question) {
        String[] parts = question.split("/", -1);
        return admission.offer(question, parts[0], parts[1]);
    }

    private static Admission<String> busyWithOne(int queued) {
        Admission<String> admission = new Admission<>(1, 1, 4, queued);
        assertThat(offer(admission, "other/x/0")).isEqualTo(Outcome.STARTED);
        return admission;
    }

    @Test
    void startsAtOnceWhileThereIsRoom() {
        Admission<String> admission = new Admission<>(2, 1, 4, 8);

        assertThat(offer(admission, "ann/a/1")).isEqualTo(Outcome.STARTED);
        assertThat(offer(admission, "bob/b/1")).isEqualTo(Outcome.STARTED);
        assertThat(offer(admission, "cid/c/1")).isEqualTo(Outcome.WAITS);
        assertThat(admission.leave("bob/b/1")).containsExactly("cid/c/1");
        assertThat(admission.inFlight()).isEqualTo(2);
        assertThat(admission.queued()).isZero();
    }

    @Test
    void usersTakeTurnsHoweverManyQuestionsOneHas() {
        Admission<String> admission = busyWithOne(16);
        List.of("ann/a/1", "ann/b/2", "ann/c/3", "ann/d/4", "bob/e/1", "bob/f/2", "cid/g/1")
                .forEach(question -> offer(admission, question));
        assertThat(admission.line())
                .containsExactly("ann/a/1", "bob/e/1", "cid/g/1", "ann/b/2", "bob/f/2", "ann/c/3", "ann/d/4");

        List<String> order = new ArrayList<>();
        for (String running = "other/x/0"; admission.inFlight() > 0; running = order.getLast()) {
            List<String> started = admission.leave(running);
            if (started.isEmpty()) {
                break;
            }
            order.addAll(started);
        }

        assertThat(order).containsExactly("ann/a/1", "bob/e/1", "cid/g/1", "ann/b/2", "bob/f/2", "ann/c/3", "ann/d/4");
    }

    @Test
    void oneConversationIsAnsweredOneAtATimeAndHoldsUpNobodyElse() {
        Admission<String> admission = new Admission<>(8, 1, 4, 8);

        assertThat(offer(admission, "ann/a/1")).isEqualTo(Outcome.STARTED);
        assertThat(offer(admission, "bob/a/2")).isEqualTo(Outcome.WAITS);
        assertThat(offer(admission, "bob/b/3")).isEqualTo(Outcome.STARTED);
        assertThat(offer(admission, "cid/a/4")).isEqualTo(Outcome.WAITS);
        assertThat(admission.leave("ann/a/1")).containsExactly("bob/a/2");
        assertThat(admission.leave("bob/a/2")).containsExactly("cid/a/4");
    }

    @Test
    void oneUserHasNoMoreAnswersAtOnceThanAllowed() {
        Admission<String> admission = new Admission<>(8, 1, 2, 8);

        offer(admission, "ann/a/1");
        offer(admission, "ann/b/2");
        assertThat(offer(admission, "ann/c/3")).isEqualTo(Outcome.WAITS);
        assertThat(offer(admission, "bob/d/1")).isEqualTo(Outcome.STARTED);
        assertThat(admission.leave("bob/d/1")).isEmpty();
        assertThat(admission.leave("ann/a/1")).containsExactly("ann/c/3");
    }

    @Test
    void aBlockedQuestionKeepsOneOfItsUsersPlacesFree() {
        Admission<String> admission = new Admission<>(8, 1, 2, 8);

        offer(admission, "bob/a/0");
        offer(admission, "ann/a/1");
        assertThat(offer(admission, "ann/b/2")).isEqualTo(Outcome.STARTED);
        assertThat(offer(admission, "ann/c/3")).isEqualTo(Outcome.WAITS);
        assertThat(admission.leave("bob/a/0")).containsExactly("ann/a/1");
    }

    @Test
    void refusesWhenTheLineIsFull() {
        Admission<String> admission = busyWithOne(2);

        assertThat(offer(admission, "ann/a/1")).isEqualTo(Outcome.WAITS);
        assertThat(offer(admission, "ann/b/2")).isEqualTo(Outcome.USER_LINE_FULL);
        assertThat(offer(admission, "bob/b/1")).isEqualTo(Outcome.WAITS);
        assertThat(offer(admission, "cid/c/1")).isEqualTo(Outcome.LINE_FULL);
        assertThat(admission.queued()).isEqualTo(2);
    }

    @Test
    void withoutALineWhatCannotStartIsRefused() {
        assertThat(offer(busyWithOne(0), "ann/a/1")).isEqualTo(Outcome.LINE_FULL);
    }

    @Test
    void whoGivesUpLeavesTheLineAndTheOthersMoveUp() {
        Admission<String> admission = busyWithOne(8);
        List.of("ann/a/1", "bob/b/1", "cid/c/1").forEach(question -> offer(admission, question));

        assertThat(admission.leave("bob/b/1")).isEmpty();

        assertThat(admission.line()).containsExactly("ann/a/1", "cid/c/1");
        assertThat(admission.leave("bob/b/1")).isEmpty();
        assertThat(admission.leave("other/x/0")).containsExactly("ann/a/1");
    }

    @Test
    void leavingTwiceFreesOnePlaceOnly() {
        Admission<String> admission = busyWithOne(8);
        List.of("ann/a/1", "bob/b/1").forEach(question -> offer(admission, question));

        assertThat(admission.leave("other/x/0")).containsExactly("ann/a/1");
        assertThat(admission.leave("other/x/0")).isEmpty();
        assertThat(admission.inFlight()).isEqualTo(1);
    }
}
