package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.telemetry.Meters;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouterQueueTest {
    @Test
    void whoWaitsSeesTheirPlaceAndHowItChanges() throws Exception {
        try (Rig rig = new Rig(Configs.router().limits(1, 1, 1, 8))) {
            rig.first.script(text("a"));
            Asker ann = rig.ask("ann").awaitText();
            rig.first.script(text("b"), completed());

            Asker bob = rig.ask("bob").awaitStatus("Waiting, next in line");
            Asker cid = rig.ask("cid").awaitStatus("Waiting, 2nd in line");
            Asker dan = rig.ask("dan").awaitStatus("Waiting, 3rd in line");
            assertThat(rig.inFlight()).isEqualTo(1);
            assertThat(rig.queued()).isEqualTo(3);

            cid.cancel();
            dan.awaitStatus("Waiting, 2nd in line");
            assertThat(cid.failure()).isInstanceOf(Failure.Cancelled.class);
            ann.cancel();

            assertThat(bob.end()).isInstanceOf(Completed.class);
            assertThat(dan.end()).isInstanceOf(Completed.class);
            assertThat(bob.statuses()).containsExactly("Waiting, next in line");
            assertThat(dan.statuses())
                    .containsExactly("Waiting, 3rd in line", "Waiting, 2nd in line", "Waiting, next in line");
            // Who gave up in line never reached a backend.
            assertThat(rig.first.asked.stream().map(asked -> asked.user().id())).containsExactly("ann", "bob", "dan");
            rig.awaitIdle();
        }
    }

    @Test
    void nobodyWaitsForATitleOfTheirs() throws Exception {
        try (Rig rig = new Rig(Configs.router().limits(4, 1, 1, 8))) {
            rig.first.script(text("a title"));
            Asker title = rig.ask(Questions.title("ann")).awaitText();
            rig.first.script(text("b"), completed());
            Asker ann = rig.ask("ann");
            assertThat(ann.end()).isInstanceOf(Completed.class);
            assertThat(ann.statuses()).isEmpty();
            title.cancel();
            rig.awaitIdle();
        }
    }

    @Test
    void refusesWhatWouldHoldMoreBytesThanAllowedWhetherInFlightOrInLine() throws Exception {
        try (Rig rig = new Rig(Configs.router().limits(1, 1, 4, 16).maxMegabytes(64))) {
            rig.first.script(text("a"));
            Asker ann = rig.ask(Questions.withPicture("ann", 20)).awaitText();
            rig.first.script(text("b"), completed());

            Asker again = rig.ask(Questions.withPicture("ann", 20));
            assertOverloaded(again, "Your questions hold too many pictures");
            Asker bob = rig.ask(Questions.withPicture("bob", 30)).awaitStatus("Waiting, next in line");
            Asker cid = rig.ask(Questions.withPicture("cid", 20));
            assertOverloaded(cid, "Too many pictures");
            Asker small = rig.ask("cid").awaitStatus("Waiting, 2nd in line");

            ann.cancel();
            assertThat(bob.end()).isInstanceOf(Completed.class);
            assertThat(small.end()).isInstanceOf(Completed.class);
            assertThat(rig.ask(Questions.withPicture("cid", 30)).end()).isInstanceOf(Completed.class);
            assertThat(rig.ask(Questions.withPicture("ann", 31)).end()).isInstanceOf(Completed.class);
            rig.awaitIdle();
        }
    }

    @Test
    void usersTakeTurns() throws Exception {
        try (Rig rig = new Rig(Configs.router().limits(1, 1, 4, 16))) {
            rig.first.script(text("a"));
            Asker running = rig.ask("zoe").awaitText();
            rig.first.script(text("b"), completed());

            List<Asker> askers = IntStream.range(0, 5)
                    .mapToObj(i -> takenNow(rig, Questions.question(i < 4 ? "ann" : "bob")))
                    .toList();
            running.cancel();

            for (Asker asker : askers) {
                assertThat(asker.end()).isInstanceOf(Completed.class);
            }
            assertThat(rig.first.asked.stream().map(asked -> asked.user().id()))
                    .containsExactly("zoe", "ann", "bob", "ann", "ann", "ann");
        }
    }

    @Test
    void aConversationIsAnsweredOneQuestionAtATime() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(text("a"));
            Asker ann = rig.ask(Questions.question("here", "ann")).awaitText();
            Asker bob = rig.ask(Questions.question("here", "bob")).awaitStatus("Waiting, next in line");
            Asker cid = rig.ask(Questions.question("there", "cid")).awaitText();

            assertThat(bob.text()).isEmpty();
            ann.cancel();
            bob.awaitText();

            bob.cancel();
            cid.cancel();
            rig.awaitIdle();
        }
    }

    @Test
    void refusesAtOnceWhenTheLineIsFull() throws Exception {
        try (Rig rig = new Rig(Configs.router().limits(1, 1, 1, 2))) {
            rig.first.script(text("a"));
            rig.ask("ann").awaitText();
            rig.ask("bob").awaitStatus("Waiting, next in line");

            assertOverloaded(rig.ask("bob"), "You have too many questions waiting");
            rig.ask("cid").awaitStatus("Waiting, 2nd in line");
            assertOverloaded(rig.ask("dan"), "Too many questions are waiting");

            assertThat(rig.registry
                            .get(Meters.FAILURES)
                            .tags("kind", "overloaded", "backend", "none")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(rig.queued()).isEqualTo(2);
        }
    }

    private static void assertOverloaded(Asker asker, String words) {
        assertThatThrownBy(asker::taken)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        Failure.Overloaded.class,
                                        overloaded ->
                                                assertThat(overloaded.message()).contains(words)));
    }

    private static Asker takenNow(Rig rig, ChatRequest question) {
        try {
            return rig.ask(question).taken();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
