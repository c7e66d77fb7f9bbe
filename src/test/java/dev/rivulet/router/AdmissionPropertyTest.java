package dev.rivulet.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Random arrivals, ends and withdrawals, checked against the rules by a model that knows nothing of the order of turns. */
class AdmissionPropertyTest {
    static final List<Long> SEEDS = new Random(20261122).longs(100).boxed().toList();

    private record Question(int number, String user, String conversation) {}

    private static final int STEPS = 250;

    private final Set<Question> inFlight = new HashSet<>();
    /** In the order of arrival. */
    private final Map<String, List<Question>> waiting = new LinkedHashMap<>();
    /** For each user whose oldest question could start but for the limit in all: the turns others had since. */
    private final Map<String, Map<String, Integer>> turnsOfOthers = new HashMap<>();

    private int maxInFlight;
    private int maxPerConversation;
    private int maxPerUser;
    private int maxQueued;

    @ParameterizedTest
    @FieldSource("SEEDS")
    void keepsEveryLimitLeavesNoRoomUnusedAndLetsUsersTakeTurns(long seed) {
        RandomGenerator random = new Random(seed);
        maxInFlight = 1 + random.nextInt(6);
        maxPerConversation = 1 + random.nextInt(2);
        maxPerUser = 1 + random.nextInt(4);
        maxQueued = random.nextInt(24);
        int users = 1 + random.nextInt(6);
        int conversations = 1 + random.nextInt(8);
        Admission<Question> admission = new Admission<>(maxInFlight, maxPerConversation, maxPerUser, maxQueued);
        Set<Question> owed = new HashSet<>();
        String context = "seed " + seed;

        for (int i = 0; i < STEPS || !owed.isEmpty(); i++) {
            if (i < STEPS && random.nextInt(100) < 55) {
                Question question = new Question(i, "u" + random.nextInt(users), "c" + random.nextInt(conversations));
                arrive(admission, question, owed, context);
            } else if (!inFlight.isEmpty() && random.nextInt(100) < 85) {
                Question ended = pick(random, inFlight);
                inFlight.remove(ended);
                owed.remove(ended);
                started(admission.leave(ended), context);
            } else if (queued() > 0) {
                Question given = pick(random, waitingQuestions());
                forget(given);
                owed.remove(given);
                started(admission.leave(given), context);
            }
            checkLimits(admission, context);
        }
        assertThat(admission.inFlight() + admission.queued()).as(context).isZero();
    }

    private void arrive(Admission<Question> admission, Question question, Set<Question> owed, String context) {
        boolean room = inFlight.size() < maxInFlight && startable(question);
        boolean first = !waiting.containsKey(question.user);
        switch (admission.offer(question, question.user, question.conversation)) {
            case STARTED -> {
                assertThat(room).as(context).isTrue();
                inFlight.add(question);
                owed.add(question);
            }
            case WAITS -> {
                assertThat(room && first).as(context + ": room left unused").isFalse();
                waiting.computeIfAbsent(question.user, _ -> new ArrayList<>()).add(question);
                owed.add(question);
            }
            case LINE_FULL -> assertThat(queued()).as(context).isEqualTo(maxQueued);
            case USER_LINE_FULL ->
                assertThat(waiting.get(question.user).size()).as(context).isEqualTo((maxQueued + 1) / 2);
        }
        noteReadiness();
    }

    private void started(List<Question> started, String context) {
        noteReadiness();
        for (Question question : started) {
            assertThat(startable(question)).as(context).isTrue();
            List<Question> own = waiting.get(question.user);
            assertThat(own.stream()
                            .filter(q -> q.conversation.equals(question.conversation))
                            .findFirst())
                    .as(context + ": oldest first within a conversation")
                    .contains(question);
            boolean oldest = own.getFirst().equals(question);
            turnsOfOthers.forEach((user, turns) -> {
                if (!user.equals(question.user)) {
                    assertThat(oldest)
                            .as(context + ": passed while " + user + " could start")
                            .isTrue();
                    assertThat(turns.merge(question.user, 1, Integer::sum))
                            .as(context + ": turns of " + question.user + " while " + user + " waits")
                            .isEqualTo(1);
                }
            });
            forget(question);
            if (oldest) {
                turnsOfOthers.remove(question.user);
            }
            inFlight.add(question);
            noteReadiness();
        }
    }

    /** Those who became ready start to count the turns of others; those who no longer are stop. */
    private void noteReadiness() {
        Set<String> ready = new HashSet<>();
        waiting.forEach((user, own) -> {
            if (startable(own.getFirst())) {
                ready.add(user);
            }
        });
        turnsOfOthers.keySet().retainAll(ready);
        ready.forEach(user -> turnsOfOthers.computeIfAbsent(user, _ -> new HashMap<>()));
    }

    private void checkLimits(Admission<Question> admission, String context) {
        assertThat(admission.inFlight()).as(context).isEqualTo(inFlight.size()).isLessThanOrEqualTo(maxInFlight);
        assertThat(admission.queued()).as(context).isEqualTo(queued()).isLessThanOrEqualTo(maxQueued);
        assertThat(admission.line()).as(context).containsExactlyInAnyOrderElementsOf(waitingQuestions());
        assertThat(inFlight).as(context).allSatisfy(question -> {
            assertThat(inConversation(question.conversation)).isLessThanOrEqualTo(maxPerConversation);
            assertThat(ofUser(question.user)).isLessThanOrEqualTo(maxPerUser);
        });
        if (inFlight.size() < maxInFlight) {
            assertThat(turnsOfOthers.keySet())
                    .as(context + ": could start, and there is room")
                    .isEmpty();
        }
    }

    private boolean startable(Question question) {
        return inConversation(question.conversation) < maxPerConversation && ofUser(question.user) < maxPerUser;
    }

    private long inConversation(String conversation) {
        return inFlight.stream()
                .filter(q -> q.conversation.equals(conversation))
                .count();
    }

    private long ofUser(String user) {
        return inFlight.stream().filter(q -> q.user.equals(user)).count();
    }

    private int queued() {
        return waitingQuestions().size();
    }

    private List<Question> waitingQuestions() {
        return waiting.values().stream().flatMap(List::stream).toList();
    }

    private void forget(Question question) {
        waiting.get(question.user).remove(question);
        waiting.values().removeIf(List::isEmpty);
    }

    private static Question pick(RandomGenerator random, Collection<Question> questions) {
        return questions.stream()
                .sorted(Comparator.comparingInt(Question::number))
                .skip(random.nextInt(questions.size()))
                .findFirst()
                .orElseThrow();
    }
}
