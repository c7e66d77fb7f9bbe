package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.pause;
import static dev.rivulet.backend.ScriptedBackend.started;
import static dev.rivulet.backend.ScriptedBackend.status;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.ScriptedBackend;
import dev.rivulet.backend.ScriptedBackend.Step;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.Failure;
import dev.rivulet.config.Prompts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouterDeadlineTest {
    private static Rig alone(Configs config) throws Exception {
        return new Rig(config, List.of("first"), Prompts.NONE);
    }

    private static void assertTimedOut(Asker asker, String... words) throws Exception {
        assertThat(asker.failure())
                .isInstanceOfSatisfying(
                        Failure.TimedOut.class,
                        failure -> assertThat(failure.message()).contains(words));
    }

    @Test
    void endsWhenTheBackendDoesNotBeginInTime() throws Exception {
        try (Rig rig = alone(Configs.router().firstEvent(60))) {
            assertTimedOut(rig.ask("ann"), "first did not begin to answer within 60 milliseconds", "router.firstEvent");
            assertThat(rig.first.cancelled).hasSizeLessThanOrEqualTo(1);
            rig.awaitIdle();
            assertThat(rig.first.cancelled).hasSize(1);
        }
    }

    @Test
    void statusLinesDoNotCountAsTheFirstEvent() throws Exception {
        try (Rig rig = alone(Configs.router().firstEvent(100))) {
            rig.first.script(_ -> IntStream.range(0, 100)
                    .mapToObj(i -> i % 2 == 0 ? status("loading") : pause(20))
                    .toList());

            Asker asker = rig.ask("ann");

            assertTimedOut(asker, "router.firstEvent");
            assertThat(asker.statuses()).hasSizeGreaterThan(1);
            rig.awaitIdle();
        }
    }

    @Test
    void endsWhenTheBackendFallsSilentInMidAnswer() throws Exception {
        try (Rig rig = alone(Configs.router().idle(60))) {
            rig.first.script(started("first"), text("Hel"));

            Asker asker = rig.ask("ann");

            assertTimedOut(asker, "first fell silent for 60 milliseconds", "router.idle");
            assertThat(asker.text()).isEqualTo("Hel");
            rig.awaitIdle();
        }
    }

    @Test
    void leavesTheSilenceOfABackendThatKeepsTimeItselfToIt() throws Exception {
        try (Rig rig = Rig.withTimekeeper(Configs.router().firstEvent(60).idle(60))) {
            rig.first.script(pause(200), started("first"), text("Hel"), pause(200), text("lo"), completed());

            Asker asker = rig.ask("ann");

            assertThat(asker.end()).isInstanceOf(Completed.class);
            assertThat(asker.text()).isEqualTo("Hello");
            assertThat(rig.second.asked).isEmpty();
        }
    }

    @Test
    void whoKeepsTalkingIsNotIdleHoweverLongItTakes() throws Exception {
        try (Rig rig = alone(Configs.router().firstEvent(2000).idle(300))) {
            List<Step> steps = new ArrayList<>();
            // 600 ms, twice the idle deadline, of which the first half is thinking only.
            for (int i = 0; i < 30; i++) {
                steps.add(i < 15 ? new Step.Write(new ReasoningDelta("hm")) : text("x"));
                steps.add(pause(20));
            }
            steps.add(completed());
            rig.first.script(_ -> steps);

            assertThat(rig.ask("ann").end()).isInstanceOf(Completed.class);
        }
    }

    @Test
    void endsWhenTheAnswerTakesTooLongInAll() throws Exception {
        try (Rig rig = new Rig(Configs.router().whole(150))) {
            rig.first.script(_ -> Collections.nCopies(1000, List.of(started("first"), pause(10))).stream()
                    .flatMap(List::stream)
                    .toList());

            assertTimedOut(rig.ask("ann"), "not whole after 150 milliseconds", "router.whole");
            assertThat(rig.second.asked).isEmpty();
            rig.awaitIdle();
        }
    }

    @Test
    void theWaitInLineCountsAndWhoseTurnNeverCameIsToldSo() throws Exception {
        try (Rig rig = alone(Configs.router().limits(1, 1, 1, 8).whole(150))) {
            rig.first.script(started("first"));
            Asker running = rig.ask("ann").taken();
            Asker waiting = rig.ask("bob").taken();

            assertTimedOut(running, "not whole after 150 milliseconds");
            // Whether the place that the first one freed still came in time or not: it ends, and as timed out.
            assertTimedOut(waiting, "150 milliseconds", "router.whole");
            rig.awaitIdle();
        }
    }

    @Test
    void theIdleDeadlineStandsStillWhileTheAskerPauses() throws Exception {
        int events = 300;
        try (Rig rig = alone(Configs.router().idle(100))) {
            rig.first.script(_ -> Stream.concat(Collections.nCopies(events, text("x")).stream(), Stream.of(completed()))
                    .toList());
            Asker paused = new Asker(rig.vertx, Questions.question("ann"), true).taken();
            Await.until("the windows are full", () -> rig.first.written.get() >= 64);

            // Three idle deadlines pass, each seen to fire for another question, while this one's stands still.
            rig.first.script(started("first"));
            for (int i = 0; i < 3; i++) {
                assertTimedOut(rig.ask("bob"), "router.idle");
            }
            assertThat(paused.events).isEmpty();
            paused.resume();

            assertThat(paused.end()).isInstanceOf(Completed.class);
            assertThat(paused.text()).hasSize(events);
        }
    }

    @Test
    void theIdleDeadlineRunsAgainAfterThePause() throws Exception {
        int events = 300;
        try (Rig rig = alone(Configs.router().idle(100))) {
            rig.first.script(_ -> Collections.nCopies(events, text("x")));
            Asker paused = new Asker(rig.vertx, Questions.question("ann"), true).taken();
            Await.until("the windows are full", () -> rig.first.written.get() >= 64);

            paused.resume();

            assertTimedOut(paused, "router.idle");
            assertThat(paused.text()).hasSize(events);
            assertThat(paused.events.getFirst()).isInstanceOf(ChatEvent.TextDelta.class);
            rig.awaitIdle();
        }
    }

    @Test
    void theFirstEventOfAnotherBackendHasItsOwnDeadline() throws Exception {
        try (Rig rig = new Rig(Configs.router().firstEvent(300))) {
            rig.second.script(ScriptedBackend.pause(200), text("late"), completed());

            Asker asker = rig.ask("ann");

            assertThat(asker.end()).isInstanceOf(Completed.class);
            assertThat(asker.statuses()).containsExactly("first did not answer in time; second answers");
        }
    }
}
