package dev.rivulet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rivulet.Await;
import dev.rivulet.config.BudgetsConfig;
import dev.rivulet.config.BudgetsConfig.Limits;
import dev.rivulet.config.BudgetsConfig.Softer;
import dev.rivulet.store.Allowance.Scope;
import dev.rivulet.store.Allowance.Unit;
import dev.rivulet.store.Budgets.Grant;
import dev.rivulet.store.Budgets.Reserved;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetsTest {
    private static final Duration LEASE = Duration.ofMinutes(16);
    private static final Instant MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z");
    private static final Spender ADA = new Spender("ada", "lounge", "home");
    private static final Spender BOB = new Spender("bob", "lounge", "home");

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock("2026-11-25T12:00:00Z");

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() throws Exception {
        store = Await.soon(EmbeddedStore.open(vertx, directory.resolve("store.mv"), clock));
    }

    @AfterEach
    void close() throws Exception {
        Await.soon(store.close());
        Await.soon(vertx.close());
    }

    private static Limits questions(int most) {
        return new Limits(most, 0);
    }

    private Budgets budgets(Limits user, Limits channel, Limits server, Limits total) {
        return new Budgets(
                store, new BudgetsConfig(user, channel, server, total, 1000, new Softer(null, null), true), clock);
    }

    private Budgets userBudget(Limits user) {
        Limits none = new Limits(0, 0);
        return budgets(user, none, none, none);
    }

    private static Grant reserve(Budgets budgets, Spender spender, long tokens) throws Exception {
        return Await.soon(budgets.reserve(spender, tokens, LEASE));
    }

    private static Reserved granted(Budgets budgets, Spender spender, long tokens) throws Exception {
        return reserve(budgets, spender, tokens) instanceof Grant.Granted(Reserved reserved)
                ? reserved
                : fail(budgets, spender);
    }

    private static Reserved fail(Budgets budgets, Spender spender) throws Exception {
        throw new AssertionError("spent: " + Await.soon(budgets.report(spender)));
    }

    @Test
    void refusesTheQuestionAfterTheLastAndSaysWhenTheNextDayBegins() throws Exception {
        Budgets budgets = userBudget(questions(2));
        granted(budgets, ADA, 10);
        granted(budgets, ADA, 10);
        assertThat(reserve(budgets, ADA, 10))
                .isEqualTo(new Grant.Spent(
                        new Allowance(Scope.USER, Unit.QUESTIONS, 2, 2, MIDNIGHT), Duration.ofHours(12)));
        granted(budgets, BOB, 10);
    }

    @Test
    void aNewDayBeginsAtMidnightUtc() throws Exception {
        Budgets budgets = userBudget(questions(1));
        Await.soon(budgets.settle(granted(budgets, ADA, 10), 10));
        clock.advance(Duration.between(clock.instant(), MIDNIGHT).minusMillis(1));
        assertThat(reserve(budgets, ADA, 10)).isInstanceOf(Grant.Spent.class);
        clock.advance(Duration.ofMillis(1));
        granted(budgets, ADA, 10);
    }

    @Test
    void countsAQuestionAgainstEveryScopeOrNone() throws Exception {
        Budgets budgets = budgets(questions(5), questions(5), questions(5), questions(1));
        granted(budgets, ADA, 10);
        assertThat(reserve(budgets, BOB, 10)).isInstanceOf(Grant.Spent.class);
        assertThat(Await.soon(budgets.report(BOB)))
                .extracting(Allowance::scope, Allowance::used)
                .containsExactly(
                        tuple(Scope.USER, 0L),
                        tuple(Scope.CHANNEL, 1L),
                        tuple(Scope.SERVER, 1L),
                        tuple(Scope.TOTAL, 1L));
    }

    @Test
    void whereThereIsNoChannelOrServerTheirLimitsDoNotApply() throws Exception {
        Budgets budgets = budgets(questions(3), questions(1), questions(1), questions(0));
        Spender direct = new Spender("ada", null, null);
        granted(budgets, direct, 10);
        granted(budgets, direct, 10);
        assertThat(Await.soon(budgets.report(direct))).hasSize(1);
    }

    @Test
    void whatWasNotAnsweredComesBackOnce() throws Exception {
        Budgets budgets = userBudget(new Limits(1, 1000));
        Reserved reserved = granted(budgets, ADA, 400);
        Await.soon(budgets.release(reserved));
        Await.soon(budgets.release(reserved));
        Await.soon(budgets.settle(reserved, 5));
        assertThat(Await.soon(budgets.report(ADA))).extracting(Allowance::used).containsExactly(0L, 0L);
        granted(budgets, ADA, 400);
    }

    @Test
    void anAnswerCountsWithTheTokensItTookAndOnce() throws Exception {
        Budgets budgets = userBudget(new Limits(0, 1000));
        Reserved reserved = granted(budgets, ADA, 400);
        Await.soon(budgets.settle(reserved, 550));
        Await.soon(budgets.settle(reserved, 550));
        Await.soon(budgets.release(reserved));
        assertThat(Await.soon(budgets.report(ADA)))
                .containsExactly(new Allowance(Scope.USER, Unit.TOKENS, 550, 1000, MIDNIGHT));
        assertThat(reserve(budgets, ADA, 451)).isInstanceOf(Grant.Spent.class);
        granted(budgets, ADA, 450);
    }

    @Test
    void whatADeadProcessReservedComesBackAfterItsLease() throws Exception {
        Budgets budgets = userBudget(new Limits(1, 1000));
        Reserved forgotten = granted(budgets, ADA, 400);
        clock.advance(LEASE.minusMillis(1));
        assertThat(reserve(budgets, ADA, 400)).isInstanceOf(Grant.Spent.class);
        clock.advance(Duration.ofMillis(1));
        granted(budgets, ADA, 400);

        // Should it live after all, it doesn't count twice.
        Await.soon(budgets.settle(forgotten, 100));
        assertThat(Await.soon(budgets.report(ADA))).extracting(Allowance::used).containsExactly(1L, 400L);
    }

    @Test
    void theReportSeesWhatCameBackToo() throws Exception {
        Budgets budgets = userBudget(questions(3));
        granted(budgets, ADA, 1);
        Await.soon(budgets.settle(granted(budgets, ADA, 1), 1));
        clock.advance(LEASE);
        assertThat(Await.soon(budgets.report(ADA))).extracting(Allowance::used).containsExactly(1L);
    }

    @Test
    void countsSurviveARestart() throws Exception {
        Await.soon(userBudget(questions(1)).settle(granted(userBudget(questions(1)), ADA, 1), 1));
        Await.soon(store.close());
        open();
        assertThat(reserve(userBudget(questions(1)), ADA, 1)).isInstanceOf(Grant.Spent.class);
    }

    @Test
    void nothingIsAskedOfTheStoreWhereNothingIsLimited() throws Exception {
        Budgets none = Budgets.none();
        Reserved nothing = granted(none, ADA, 1_000_000);
        Await.soon(none.settle(nothing, 5));
        Await.soon(none.release(nothing));
        assertThat(reserve(none, ADA, 1)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void whateverHappensInWhateverOrderTheCountIsThatOfTheAnswers() throws Exception {
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Budgets budgets = budgets(questions(8), new Limits(12, 5000), questions(0), questions(20));
        List<Reserved> open = new ArrayList<>();
        long answered = 0;
        long tokens = 0;
        for (int step = 0; step < 300; step++) {
            Spender spender = new Spender("user" + random.nextInt(3), "lounge", "home");
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    if (reserve(budgets, spender, 100) instanceof Grant.Granted(Reserved reserved)) {
                        open.add(reserved);
                    }
                }
                case 2 -> {
                    if (!open.isEmpty()) {
                        int took = random.nextInt(200);
                        Await.soon(budgets.settle(open.remove(random.nextInt(open.size())), took));
                        answered++;
                        tokens += took;
                    }
                }
                default -> {
                    if (!open.isEmpty()) {
                        Await.soon(budgets.release(open.remove(random.nextInt(open.size()))));
                    }
                }
            }
            List<Allowance> report = Await.soon(budgets.report(spender));
            assertThat(report)
                    .as("seed " + seed + ", step " + step)
                    .filteredOn(line -> line.unit() == Unit.QUESTIONS)
                    .allMatch(line -> line.used() >= 0 && line.used() <= line.limit());
            long inFlight = open.size();
            long asked = answered + inFlight;
            long used = tokens + 100 * inFlight;
            assertThat(report)
                    .as("seed " + seed + ", step " + step)
                    .filteredOn(line -> line.scope() == Scope.CHANNEL)
                    .extracting(Allowance::used)
                    .containsExactly(asked, used);
        }
    }
}
