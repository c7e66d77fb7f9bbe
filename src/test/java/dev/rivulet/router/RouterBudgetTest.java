package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.failed;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.BudgetsConfig;
import dev.rivulet.config.BudgetsConfig.Limits;
import dev.rivulet.config.BudgetsConfig.Softer;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.store.Allowance;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.Spender;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterBudgetTest {
    private static final Limits NONE = new Limits(0, 0);

    /** Midnight is far away. */
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));

    @TempDir
    Path directory;

    private Budgets budgets;

    private static BudgetsConfig user(int questions, int tokens, Softer softer) {
        return new BudgetsConfig(new Limits(questions, tokens), NONE, NONE, NONE, 100, softer, true);
    }

    private static Softer nobody() {
        return new Softer(null, null);
    }

    private Rig rig(BudgetsConfig config) throws Exception {
        return rig(Configs.router(), config);
    }

    private Rig rig(Configs router, BudgetsConfig config) throws Exception {
        return new Rig(router, vertx -> {
            budgets = new Budgets(open(vertx), config, NOON);
            return budgets;
        });
    }

    private Store open(Vertx vertx) {
        return Stores.open(vertx, RivuletConfig.defaults().store(), directory).await();
    }

    private long used(String user) throws Exception {
        List<Allowance> report = budgets.report(new Spender(user, null, null)).await(10, TimeUnit.SECONDS);
        return report.getFirst().used();
    }

    private static Failure refusal(Asker asker) {
        try {
            asker.taken();
        } catch (FailureException refused) {
            return refused.failure();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
        throw new AssertionError("was taken");
    }

    @Test
    void refusesInOneKindLineWhatIsBeyondTheBudget() throws Exception {
        try (Rig rig = rig(user(2, 0, nobody()))) {
            rig.first.script(text("a"), completed());
            assertThat(rig.ask("ada").end()).isInstanceOf(Completed.class);
            assertThat(rig.ask("ada").end()).isInstanceOf(Completed.class);

            Failure refused = refusal(rig.ask("ada"));
            assertThat(refused).isInstanceOf(Failure.OverBudget.class);
            assertThat(refused.message())
                    .isEqualTo(
                            "Your questions for today are used up (2); ask again after midnight UTC, in about 12 hours.");
            assertThat(rig.first.asked).hasSize(2);
            assertThat(rig.ask("bob").end()).isInstanceOf(Completed.class);
            rig.awaitIdle();
        }
    }

    @Test
    void aTitleCountsForAllTogetherAlone() throws Exception {
        Limits one = new Limits(1, 0);
        BudgetsConfig config = new BudgetsConfig(one, one, one, new Limits(3, 0), 100, nobody(), true);
        try (Rig rig = rig(config)) {
            rig.first.script(text("a"), completed());
            assertThat(rig.ask(Questions.title("ada")).end()).isInstanceOf(Completed.class);
            assertThat(rig.ask(Questions.title("ada")).end()).isInstanceOf(Completed.class);
            assertThat(budgets.report(new Spender("ada", "lounge", "home")).await(10, TimeUnit.SECONDS))
                    .extracting(Allowance::used)
                    .containsExactly(0L, 0L, 0L, 2L);
            assertThat(rig.ask("ada").end()).isInstanceOf(Completed.class);
            assertThat(refusal(rig.ask(Questions.title("ada"))).message()).startsWith("All questions for today");
        }
    }

    @Test
    void aQuestionThatGotNoAnswerDoesNotCount() throws Exception {
        try (Rig rig = rig(user(1, 0, nobody()))) {
            rig.first.script(failed(new Failure.Rejected("no", "no")));
            assertThat(rig.ask("ada").failure()).isInstanceOf(Failure.Rejected.class);
            assertThat(used("ada")).isZero();
        }
    }

    @Test
    void whoGivesUpBeforeTheFirstTextHasNotSpentAQuestion() throws Exception {
        try (Rig rig = rig(user(1, 0, nobody()))) {
            Asker ada = rig.ask("ada").taken();
            Await.until("the backend has it", () -> !rig.first.asked.isEmpty());
            assertThat(used("ada")).isEqualTo(1);
            ada.cancel();
            ada.failure();
            Await.until("it comes back", () -> usedNow("ada") == 0);
            rig.awaitIdle();
        }
    }

    private long usedNow(String user) {
        try {
            return used(user);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAnswerThatBrokeOffCounts() throws Exception {
        try (Rig rig = rig(user(5, 0, nobody()))) {
            rig.first.script(text("half an answer"));
            Asker ada = rig.ask("ada").awaitText();
            ada.cancel();
            ada.failure();
            rig.awaitIdle();
            assertThat(used("ada")).isEqualTo(1);
        }
    }

    @Test
    void tokensAreThoseThatTheBackendTells() throws Exception {
        try (Rig rig = rig(user(0, 150, nobody()))) {
            rig.first.script(text("x".repeat(39)), completed());
            rig.ask("ada").end();
            assertThat(used("ada")).isEqualTo(3);
            assertThat(rig.ask("ada").end()).isInstanceOf(Completed.class);
        }
    }

    @Test
    void tokensAreAQuarterOfTheCharactersWhereNobodyTells() throws Exception {
        try (Rig rig = rig(user(0, 150, nobody()))) {
            rig.first.script(text("x".repeat(39)));
            Asker ada = rig.ask("ada").awaitText();
            // 1 character asked, and 100 tokens reckoned for the answer.
            assertThat(used("ada")).isEqualTo(100);
            assertThat(refusal(rig.ask("ada")).message()).startsWith("Your tokens for today are used up (150)");
            ada.cancel();
            ada.failure();
            Await.until("it is counted", () -> usedNow("ada") == 10);
        }
    }

    @Test
    void theSofterBackendAnswersWhenABudgetIsUsedUpAndIsNotCounted() throws Exception {
        try (Rig rig = rig(user(1, 0, new Softer("second", null)))) {
            rig.first.script(text("rich"), completed());
            rig.second.script(text("plain"), completed());
            rig.ask("ada").end();

            for (int i = 0; i < 3; i++) {
                Asker again = rig.ask("ada");
                again.end();
                assertThat(again.text()).isEqualTo("plain");
                assertThat(again.statuses())
                        .containsExactly("Your questions for today are used up (1); something lighter answers");
            }
            assertThat(used("ada")).isEqualTo(1);
            assertThat(rig.first.asked).hasSize(1);
        }
    }

    @Test
    void theSofterModelIsAskedOfTheSameBackend() throws Exception {
        try (Rig rig = rig(user(1, 0, new Softer(null, "tiny")))) {
            rig.first.script(text("a"), completed());
            rig.ask("ada").end();
            rig.ask("ada").end();
            assertThat(rig.first.asked.stream().map(ChatRequest::model)).containsExactly(null, "tiny");
        }
    }

    @Test
    void aQuestionThatTheLineHasNoRoomForDoesNotCount() throws Exception {
        try (Rig rig = rig(Configs.router().limits(1, 1, 1, 0), user(5, 0, nobody()))) {
            rig.first.script(text("a"));
            Asker running = rig.ask("ada").awaitText();
            assertThat(refusal(rig.ask("ada"))).isInstanceOf(Failure.Overloaded.class);
            Await.until("it comes back", () -> usedNow("ada") == 1);
            running.cancel();
            rig.awaitIdle();
        }
    }

    @Test
    void answersWithoutCountingWhereTheStoreIsGone() throws Exception {
        BudgetsConfig config = user(1, 0, nobody());
        try (Rig rig = new Rig(Configs.router(), _ -> new Budgets(Stores.absent(), config, NOON))) {
            rig.first.script(text("a"), completed());
            assertThat(rig.ask("ada").end()).isInstanceOf(Completed.class);
            assertThat(rig.ask("ada").end()).isInstanceOf(Completed.class);
        }
    }

    @Test
    void refusesWhereTheStoreIsGoneIfToldTo() throws Exception {
        BudgetsConfig config = new BudgetsConfig(new Limits(1, 0), NONE, NONE, NONE, 100, nobody(), false);
        try (Rig rig = new Rig(Configs.router(), _ -> new Budgets(Stores.absent(), config, NOON))) {
            assertThat(refusal(rig.ask("ada"))).isInstanceOf(Failure.Unavailable.class);
            assertThat(rig.first.asked).isEmpty();
        }
    }
}
