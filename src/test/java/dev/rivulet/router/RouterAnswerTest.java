package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.started;
import static dev.rivulet.backend.ScriptedBackend.status;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.Await;
import dev.rivulet.backend.ScriptedBackend;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatEvent.ToolUse;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.Source;
import dev.rivulet.config.Prompts;
import dev.rivulet.telemetry.Meters;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouterAnswerTest {
    @Test
    void passesEveryEventOnInOrder() throws Exception {
        Sources sources = new Sources(List.of(new Source(null, "https://example.org/", null)));
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(
                    status("loading"),
                    started("first"),
                    new ScriptedBackend.Step.Write(new ReasoningDelta("hm")),
                    new ScriptedBackend.Step.Write(new ToolUse("search")),
                    text("Hel"),
                    text("lo"),
                    new ScriptedBackend.Step.Write(sources),
                    completed());

            Asker asker = rig.ask("ann");

            assertThat(asker.end()).isInstanceOf(Completed.class);
            assertThat(asker.events.subList(0, 7))
                    .containsExactly(
                            new Status("loading"),
                            new Started("r", "first", "first-model"),
                            new ReasoningDelta("hm"),
                            new ToolUse("search"),
                            new TextDelta("Hel"),
                            new TextDelta("lo"),
                            sources);
            assertThat(rig.second.asked).isEmpty();
            rig.awaitIdle();
        }
    }

    @Test
    void asksTheBackendWithModelAndSystemPrompt() throws Exception {
        Prompts prompts = new Prompts(Map.of("pirate", "Arr."));
        try (Rig rig = new Rig(Configs.router(), List.of("first"), prompts)) {
            rig.second.script(completed());
            ChatRequest question =
                    Questions.question("r", "c", "ann", new Origin(null, null, "pirate"), "second", "huge");

            rig.ask(question).end();

            ChatRequest asked = rig.second.asked.remove();
            assertThat(asked.requestId()).isEqualTo("r");
            assertThat(asked.backend()).isEqualTo("second");
            assertThat(asked.model()).isEqualTo("huge");
            assertThat(asked.messages())
                    .containsExactly(
                            ChatMessage.system("Arr."), question.messages().getFirst());
        }
    }

    @Test
    void refusesAtOnceWhatItCannotRoute() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            ChatRequest question = Questions.question("r", "c", "ann", Origin.UNKNOWN, "third", null);

            assertThatThrownBy(() -> rig.ask(question).taken())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure())
                                    .isInstanceOf(Failure.Rejected.class)
                                    .extracting(Failure::message)
                                    .asString()
                                    .contains("'third'", "absent, first, second"));

            assertThat(rig.registry
                            .get(Meters.FAILURES)
                            .tags("kind", "rejected", "backend", "none")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(rig.inFlight()).isZero();
        }
    }

    @Test
    void metersAndTracesTheAnswer() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(started("first"), text("a"), text("b"), completed());

            rig.ask(Questions.question("r", "c", "ann", Origin.UNKNOWN, null, null))
                    .end();

            assertThat(rig.registry
                            .get(Meters.DELTAS)
                            .tag("backend", "first")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(rig.registry
                            .get(Meters.FIRST_TEXT)
                            .tag("backend", "first")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(rig.registry
                            .get(Meters.ANSWER)
                            .tags("backend", "first", "outcome", "completed")
                            .timer()
                            .count())
                    .isEqualTo(1);
            Await.until("the end is traced", () -> rig.stages("r").contains("ended"));
            assertThat(rig.stages("r"))
                    .containsExactly("routed first", "accepted", "first_event", "first_text", "ended");
            JsonObject ended = rig.steps.stream()
                    .filter(step -> "ended".equals(step.getString("stage")))
                    .findFirst()
                    .orElseThrow();
            assertThat(ended.getString("outcome")).isEqualTo("completed");
            assertThat(ended.getLong("deltas")).isEqualTo(2);
            assertThat(ended.getLong("elapsedMs")).isNotNegative();
        }
    }

    @Test
    void aPausedAskerPausesTheBackendAndLosesNothing() throws Exception {
        int events = 1000;
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(_ -> Stream.concat(
                            IntStream.range(0, events).mapToObj(i -> text(i + " ")), Stream.of(completed()))
                    .toList());
            Asker asker = new Asker(rig.vertx, Questions.question("ann"), true).taken();

            Await.until("the windows are full", () -> rig.first.written.get() >= 64);
            // Two windows of 32 lie between the backend and the asker; whatever is on its way has come once a second
            // question is through.
            rig.second.script(completed());
            rig.ask(Questions.question("r", "c", "bob", Origin.UNKNOWN, "second", null))
                    .end();
            assertThat(rig.first.written.get()).isLessThanOrEqualTo(100);
            assertThat(asker.events).isEmpty();

            asker.resume();

            assertThat(asker.end()).isInstanceOf(Completed.class);
            assertThat(asker.text())
                    .isEqualTo(String.join(
                            "",
                            IntStream.range(0, events).mapToObj(i -> i + " ").toList()));
        }
    }

    @Test
    void endsTheAnswersWhenItIsUndeployed() throws Exception {
        try (Rig rig = new Rig(Configs.router())) {
            rig.first.script(text("a"));
            Asker asker = rig.ask("ann").taken().awaitText();

            for (String id : rig.vertx.deploymentIDs()) {
                rig.vertx.undeploy(id).await(10, TimeUnit.SECONDS);
            }

            assertThat(asker.failure()).isInstanceOf(Failure.Unavailable.class);
            assertThat(asker.events).first().isInstanceOf(ChatEvent.TextDelta.class);
            Await.until("the backend has stopped", () -> rig.first.open.get() == 0);
        }
    }
}
