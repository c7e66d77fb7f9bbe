package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.failed;
import static dev.rivulet.backend.ScriptedBackend.started;
import static dev.rivulet.backend.ScriptedBackend.status;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rivulet.Await;
import dev.rivulet.backend.ScriptedBackend.Step;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.Failure;
import dev.rivulet.config.Prompts;
import dev.rivulet.telemetry.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class RouterFailoverTest {
    private static final Failure UNAVAILABLE = new Failure.Unavailable("First is down; start it.", "d");
    private static final Failure OVERLOADED = new Failure.Overloaded("m", "d", null);
    private static final Failure TIMED_OUT = new Failure.TimedOut("m", "d");
    private static final Failure MALFORMED = new Failure.MalformedStream("m", "d");
    private static final Failure TRUNCATED = new Failure.Truncated("m", "d");

    static Stream<Arguments> waysToFailBeforeTheFirstText() {
        return Stream.of(
                arguments("is not available", List.of(failed(UNAVAILABLE))),
                arguments("is not available", List.of(new Step.Refuse(UNAVAILABLE))),
                arguments("is not available", List.of(new Step.Crash())),
                arguments("is overloaded", List.of(failed(OVERLOADED))),
                arguments("is overloaded", List.of(new Step.Refuse(OVERLOADED))),
                arguments("did not answer in time", List.of(failed(TIMED_OUT))),
                arguments("answered unreadably", List.of(started("first"), failed(MALFORMED))),
                arguments(
                        "broke off",
                        List.of(started("first"), new Step.Write(new ReasoningDelta("hm")), failed(TRUNCATED))),
                arguments("did not answer in time", List.of()),
                arguments("did not answer in time", List.of(status("loading"), status("still loading"))),
                arguments("did not answer in time", List.of(started("first"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("waysToFailBeforeTheFirstText")
    void theNextBackendTakesOverBeforeTheFirstTextAndSaysSo(String why, List<Step> steps) throws Exception {
        try (Rig rig = new Rig(Configs.router().firstEvent(80).idle(80))) {
            rig.first.script(_ -> steps);
            rig.second.script(started("second"), text("Hello"), completed());

            Asker asker = rig.ask("ann");

            assertThat(asker.end()).isInstanceOf(Completed.class);
            assertThat(asker.statuses()).contains("first " + why + "; second answers");
            assertThat(asker.events.stream().filter(Started.class::isInstance).toList())
                    .last()
                    .isEqualTo(new Started("r", "second", "second-model"));
            assertThat(asker.text()).isEqualTo("Hello");
            rig.awaitIdle();
        }
    }

    @Test
    void takesOverFromABackendThatNobodyServes() throws Exception {
        try (Rig rig = new Rig(Configs.router(), List.of("absent", "second"), Prompts.NONE)) {
            rig.second.script(text("Hello"), completed());

            Asker asker = rig.ask("ann");

            assertThat(asker.end()).isInstanceOf(Completed.class);
            assertThat(asker.statuses()).containsExactly("absent is not available; second answers");
        }
    }

    static final List<Failure> ALL_KINDS = List.of(
            UNAVAILABLE,
            OVERLOADED,
            TIMED_OUT,
            MALFORMED,
            TRUNCATED,
            new Failure.Rejected("m", "d"),
            new Failure.Cancelled("m", "d"));

    @ParameterizedTest
    @FieldSource("ALL_KINDS")
    void nobodyTakesOverOnceTextWasShown(Failure failure) throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(started("first"), text("Hel"), failed(failure));

            Asker asker = rig.ask("ann");

            assertThat(asker.failure()).isEqualTo(failure);
            assertThat(asker.text()).isEqualTo("Hel");
            assertThat(asker.statuses()).isEmpty();
            assertThat(rig.second.asked).isEmpty();
            assertThat(rig.registry
                            .get(Meters.FAILURES)
                            .tags("kind", failure.kind(), "backend", "first")
                            .counter()
                            .count())
                    .isEqualTo(1);
            rig.awaitIdle();
        }
    }

    static final List<Failure> NOT_ANOTHER_BACKENDS_BUSINESS =
            List.of(new Failure.Rejected("There is no model; pull it.", "d"), new Failure.Cancelled("m", "d"));

    @ParameterizedTest
    @FieldSource("NOT_ANOTHER_BACKENDS_BUSINESS")
    void nobodyTakesOverFromARejectionOrAStop(Failure failure) throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(failed(failure));

            assertThat(rig.ask("ann").failure()).isEqualTo(failure);
            assertThat(rig.second.asked).isEmpty();
        }
    }

    @Test
    void whenAllFailItEndsAsTheChosenOneFailed() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(failed(UNAVAILABLE));
            rig.second.script(failed(OVERLOADED));

            Asker asker = rig.ask("ann");

            assertThat(asker.failure())
                    .isInstanceOf(Failure.Unavailable.class)
                    .extracting(Failure::message)
                    .isEqualTo("First is down; start it. (second could not answer either.)");
            assertThat(rig.registry
                            .get(Meters.FAILURES)
                            .tags("kind", "unavailable", "backend", "first")
                            .counter()
                            .count())
                    .isEqualTo(1);
            rig.awaitIdle();
        }
    }

    @Test
    void aSingleBackendsFailureIsPassedOnAsItIs() throws Exception {
        try (Rig rig = new Rig(Configs.router(), List.of("first"), Prompts.NONE)) {
            rig.first.script(failed(UNAVAILABLE));

            assertThat(rig.ask("ann").failure()).isEqualTo(UNAVAILABLE);
        }
    }

    @Test
    void aBackendThatCameBackIsAskedFirstAgain() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(failed(UNAVAILABLE));
            rig.second.script(text("spare"), completed());
            assertThat(texts(rig.ask("ann"))).isEqualTo("spare");

            rig.first.script(text("first"), completed());

            assertThat(texts(rig.ask("ann"))).isEqualTo("first");
        }
    }

    @Test
    void tracesTheTakeover() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(failed(UNAVAILABLE));
            rig.second.script(text("a"), completed());
            var question = Questions.question("ann");

            rig.ask(question).end();

            String id = question.requestId();
            Await.until("the end is traced", () -> rig.stages(id).contains("ended"));
            List<String> expected = new ArrayList<>(List.of("routed first", "accepted", "failover second"));
            expected.addAll(List.of("routed second", "accepted", "first_event", "first_text", "ended"));
            assertThat(rig.stages(id)).isEqualTo(expected);
        }
    }

    private static String texts(Asker asker) throws Exception {
        ChatEvent.Terminal end = asker.end();
        assertThat(end).isInstanceOf(Completed.class);
        return asker.text();
    }
}
