package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.failed;
import static dev.rivulet.backend.ScriptedBackend.pause;
import static dev.rivulet.backend.ScriptedBackend.started;
import static dev.rivulet.backend.ScriptedBackend.status;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.ScriptedBackend.Step;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Origin;
import dev.rivulet.telemetry.Meters;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Whatever backends do, and whenever askers pause or cancel: each question that was taken ends once, what the asker saw is the beginning
 * of what one backend said, and all places are free afterwards.
 */
class RouterPropertyTest {
    static final List<Long> SEEDS = new Random(3).longs(25).boxed().toList();
    private static final int QUESTIONS = 25;

    @ParameterizedTest
    @FieldSource("SEEDS")
    void everyQuestionEndsOnceAndEveryPlaceIsFreedOnce(long seed) throws Exception {
        RandomGenerator random = new Random(seed);
        Map<String, String> firstSays = new ConcurrentHashMap<>();
        Map<String, String> secondSays = new ConcurrentHashMap<>();
        Configs config = Configs.router()
                .limits(1 + random.nextInt(5), 1 + random.nextInt(2), 1 + random.nextInt(3), random.nextInt(12))
                .firstEvent(60)
                .idle(60)
                .whole(400);
        try (Rig rig = new Rig(config)) {
            rig.first.script(asked -> script(seed, asked, "f", firstSays));
            rig.second.script(asked -> script(seed, asked, "s", secondSays));
            List<Asker> askers = new ArrayList<>();
            List<ChatRequest> questions = new ArrayList<>();

            for (int i = 0; i < QUESTIONS; i++) {
                ChatRequest question = Questions.question(
                        "q" + i, "c" + random.nextInt(6), "u" + random.nextInt(4), Origin.UNKNOWN, null, null);
                boolean paused = random.nextInt(4) == 0;
                Asker asker = new Asker(rig.vertx, question, paused);
                questions.add(question);
                askers.add(asker);
                if (paused) {
                    rig.vertx.setTimer(1 + random.nextInt(200), _ -> asker.resume());
                } else if (random.nextInt(3) == 0) {
                    rig.vertx.setTimer(1 + random.nextInt(40), _ -> asker.pause());
                    rig.vertx.setTimer(41 + random.nextInt(100), _ -> asker.resume());
                }
                if (random.nextInt(3) == 0) {
                    rig.vertx.setTimer(1 + random.nextInt(150), _ -> asker.cancel());
                }
            }

            int taken = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                String context = "seed " + seed + ", question " + i;
                Asker asker = askers.get(i);
                try {
                    asker.taken();
                } catch (FailureException refused) {
                    assertThat(refused.failure()).as(context).isInstanceOf(Failure.Overloaded.class);
                    assertThat(asker.events).as(context).isEmpty();
                    continue;
                }
                taken++;
                ChatEvent.Terminal end = asker.end();
                String id = questions.get(i).requestId();
                String first = firstSays.getOrDefault(id, "");
                String second = secondSays.getOrDefault(id, "");
                String shown = asker.text();
                String said = shown.startsWith("s") ? second : first;
                assertThat(said).as(context).startsWith(shown);
                if (end instanceof Completed) {
                    assertThat(shown)
                            .as(context)
                            .isEqualTo(
                                    asker.statuses().stream().anyMatch(status -> status.endsWith("second answers"))
                                            ? second
                                            : first);
                }
            }
            rig.awaitIdle();
            assertThat(ended(rig)).as("seed " + seed).isEqualTo(taken);
            // It still answers.
            rig.first.script(text("x"), completed());
            assertThat(rig.ask("someone else").end()).as("seed " + seed).isInstanceOf(Completed.class);
        }
    }

    private static long ended(Rig rig) {
        return rig.registry.find(Meters.ANSWER).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** Something a backend may do; {@code says} gets all text the script holds, every bit of which starts with {@code letter}. */
    private static List<Step> script(long seed, ChatRequest asked, String letter, Map<String, String> says) {
        RandomGenerator random = new Random(seed ^ asked.requestId().hashCode() ^ letter.hashCode());
        List<Step> steps = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int behaviour = random.nextInt(10);
        if (behaviour == 0) {
            steps.add(new Step.Refuse(failure(random)));
        } else {
            int count = random.nextInt(4) == 0 ? 200 : random.nextInt(8);
            if (random.nextBoolean()) {
                steps.add(started(letter));
            }
            for (int i = 0; i < count; i++) {
                String bit = letter + i + " ";
                text.append(bit);
                steps.add(
                        switch (random.nextInt(20)) {
                            case 0 -> pause(1 + random.nextInt(30));
                            case 1 -> status("busy");
                            case 2 -> new Step.Write(new ReasoningDelta("hm"));
                            default -> text(bit);
                        });
                if (!(steps.getLast() instanceof Step.Write(ChatEvent.TextDelta _))) {
                    text.setLength(text.length() - bit.length());
                }
            }
            if (behaviour < 6) {
                steps.add(completed());
            } else if (behaviour < 9) {
                steps.add(failed(failure(random)));
            }
            // Else it hangs.
        }
        says.put(asked.requestId(), text.toString());
        return steps;
    }

    private static Failure failure(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Failure.Unavailable("m", "d");
            case 1 -> new Failure.Rejected("m", "d");
            case 2 -> new Failure.Truncated("m", "d");
            case 3 -> new Failure.MalformedStream("m", "d");
            default -> new Failure.Overloaded("m", "d", null);
        };
    }
}
