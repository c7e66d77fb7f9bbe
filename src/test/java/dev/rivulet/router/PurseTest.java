package dev.rivulet.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.Await;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.BudgetsConfig;
import dev.rivulet.config.BudgetsConfig.Limits;
import dev.rivulet.config.BudgetsConfig.Softer;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.Change;
import dev.rivulet.store.Key;
import dev.rivulet.store.Outcome;
import dev.rivulet.store.Store;
import dev.rivulet.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a question meets whose budget can't be reserved, where questions are answered without a store. */
class PurseTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final ChatRequest QUESTION = Questions.question("ada");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** Commits end as the test says. */
    private static final class SlowStore implements Store {
        private final List<List<Change>> commits = new ArrayList<>();
        private final Promise<Outcome> first = Promise.promise();
        private boolean gone;

        @Override
        public Future<Optional<String>> get(Key key) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Long> count(Key key) {
            return Future.succeededFuture(0L);
        }

        @Override
        public Future<Map<String, String>> list(String scope, int most) {
            return Future.succeededFuture(Map.of());
        }

        @Override
        public Future<Outcome> commit(List<Change> changes) {
            commits.add(changes);
            return commits.size() == 1 ? first.future() : Future.succeededFuture(new Outcome.Done());
        }

        @Override
        public boolean isGone() {
            return gone;
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    private Future<Purse.Ticket> pay(Store store) {
        Limits none = new Limits(0, 0);
        BudgetsConfig config = new BudgetsConfig(new Limits(1, 0), none, none, none, 100, new Softer(null, null), true);
        Purse purse = new Purse(vertx, new Budgets(store, config, InstantSource.system()), SOON);
        return purse.pay(QUESTION, new Route(List.of("first"), null, null), Duration.ofMinutes(1));
    }

    private static void isRefusedAsBusy(Future<Purse.Ticket> paying) {
        assertThatThrownBy(() -> Await.soon(paying))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(Failure.Overloaded.class));
    }

    @Test
    void nothingPassesUncountedWhereTheStoreIsLate() {
        isRefusedAsBusy(pay(new SlowStore()));
    }

    @Test
    void nothingPassesUncountedWhereTheStoreHasTooMuchToDo() {
        SlowStore store = new SlowStore();
        store.first.fail(StoreException.busy("busy", new IllegalStateException("conflict")));
        isRefusedAsBusy(pay(store));
    }

    @Test
    void questionsPassUncountedWhereNothingAnswersAnyMore() throws Exception {
        SlowStore store = new SlowStore();
        store.gone = true;
        assertThat(Await.soon(pay(store)).reserved()).isSameAs(Budgets.NOTHING);
    }

    @Test
    void questionsPassUncountedWhereTheStoreFails() throws Exception {
        SlowStore store = new SlowStore();
        store.first.fail(new StoreException("gone", new IllegalStateException("gone")));
        assertThat(Await.soon(pay(store)).reserved()).isSameAs(Budgets.NOTHING);
    }

    @Test
    void whatIsReservedTooLateIsGivenBack() {
        SlowStore store = new SlowStore();
        isRefusedAsBusy(pay(store));
        assertThat(store.commits).hasSize(1);
        store.first.complete(new Outcome.Done());
        assertThat(store.commits).hasSize(2);
        assertThat(store.commits.getLast().getFirst()).isInstanceOf(Change.Take.class);
    }
}
