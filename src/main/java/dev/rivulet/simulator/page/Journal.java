package dev.rivulet.simulator.page;

import dev.rivulet.simulator.world.WorldEvent.LimitState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the inspector of a page that opens later has to be told: each budget's last state and the last questions' steps. May be used from
 * any thread.
 */
final class Journal {
    /** Older ones are forgotten. */
    static final int QUESTIONS = 30;

    private final Map<String, List<JsonObject>> questions = new LinkedHashMap<>();
    private final Map<String, Budget> budgets = new LinkedHashMap<>();
    private final Map<String, Integer> limited = new HashMap<>();

    /** The last that is known of a bucket, and how many of its requests were answered with 429 so far. */
    record Budget(LimitState state, int limited) {}

    /** Keeps a step of a question. Gives what pages are told: the step and {@code n}, its place among the question's. */
    synchronized JsonObject step(JsonObject step) {
        String requestId = step.getString("requestId", "");
        List<JsonObject> steps = questions.computeIfAbsent(requestId, _ -> new ArrayList<>());
        JsonObject numbered = step.copy().put("n", steps.size());
        steps.add(numbered);
        if (questions.size() > QUESTIONS) {
            questions.remove(questions.keySet().iterator().next());
        }
        return numbered;
    }

    synchronized Budget limit(LimitState state) {
        if (state.rejected()) {
            limited.merge(state.bucket(), 1, Integer::sum);
        }
        Budget budget = new Budget(state, limited.getOrDefault(state.bucket(), 0));
        budgets.put(state.bucket(), budget);
        return budget;
    }

    /** The questions, the oldest first, each as an array of its steps. */
    synchronized JsonArray questions() {
        JsonArray all = new JsonArray();
        questions.values().forEach(steps -> all.add(new JsonArray(List.copyOf(steps))));
        return all;
    }

    synchronized List<Budget> budgets() {
        return List.copyOf(budgets.values());
    }
}
