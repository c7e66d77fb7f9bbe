package dev.rivulet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.Await;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store does. Each test uses scopes of its own. */
abstract class StoreContract {
    static final SettableClock CLOCK = new SettableClock("2026-11-25T12:00:00Z");

    private final String scope = "test/" + System.nanoTime();
    private final Instant later = CLOCK.instant().plus(Duration.ofDays(1));

    abstract Store store();

    private Key key(String name) {
        return new Key(scope, name);
    }

    private Outcome commit(Change... changes) throws Exception {
        return Await.soon(store().commit(List.of(changes)));
    }

    @Test
    void knowsNothingOfWhatWasNeverPut() throws Exception {
        assertThat(Await.soon(store().get(key("a")))).isEmpty();
        assertThat(Await.soon(store().count(key("a")))).isZero();
        assertThat(Await.soon(store().list(scope, 10))).isEmpty();
    }

    @Test
    void givesBackTheTextThatWasPutLastUntilItIsDeleted() throws Exception {
        commit(new Change.Put(key("a"), "one", null));
        commit(new Change.Put(key("a"), "two \u0000 zwei 二 😀\n", later));
        assertThat(Await.soon(store().get(key("a")))).contains("two \u0000 zwei 二 😀\n");
        commit(new Change.Delete(key("a")));
        commit(new Change.Delete(key("a")));
        assertThat(Await.soon(store().get(key("a")))).isEmpty();
    }

    @Test
    void listsOneScopeInOrderAndNoMoreThanWanted() throws Exception {
        Key neighbour = new Key(scope + "a", "z");
        commit(
                new Change.Put(key("b"), "2", null),
                new Change.Put(key("c"), "3", null),
                new Change.Put(key("a"), "1", null),
                new Change.Put(neighbour, "not here", null));
        assertThat(Await.soon(store().list(scope, 2))).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
        assertThat(Await.soon(store().list(scope, 10))).hasSize(3);
    }

    @Test
    void whatHasExpiredIsAbsentForEveryCall() throws Exception {
        commit(
                new Change.Put(key("a"), "old", CLOCK.instant().plusSeconds(60)),
                new Change.Put(key("b"), "kept", later),
                new Change.Add(key("n"), 5, null, CLOCK.instant().plusSeconds(60)));
        CLOCK.advance(Duration.ofSeconds(59));
        assertThat(Await.soon(store().get(key("a")))).contains("old");
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(Await.soon(store().get(key("a")))).isEmpty();
        assertThat(Await.soon(store().count(key("n")))).isZero();
        assertThat(Await.soon(store().list(scope, 10))).containsOnlyKeys("b");
        assertThat(commit(new Change.Take(key("a")))).isEqualTo(new Outcome.Refused(0));
        assertThat(commit(new Change.Create(key("a"), "new", later))).isEqualTo(new Outcome.Done());
        assertThat(Await.soon(store().get(key("a")))).contains("new");
    }

    @Test
    void createsOnlyWhereNothingIsAndTakesOnlyWhatIsThere() throws Exception {
        assertThat(commit(new Change.Create(key("a"), "mine", null))).isEqualTo(new Outcome.Done());
        assertThat(commit(new Change.Create(key("a"), "yours", null))).isEqualTo(new Outcome.Refused(0));
        assertThat(Await.soon(store().get(key("a")))).contains("mine");
        assertThat(commit(new Change.Take(key("a")))).isEqualTo(new Outcome.Done());
        assertThat(commit(new Change.Take(key("a")))).isEqualTo(new Outcome.Refused(0));
    }

    @Test
    void countsUpToAMostAndDownAgain() throws Exception {
        assertThat(commit(new Change.Add(key("n"), 3, 3L, later))).isEqualTo(new Outcome.Done());
        assertThat(commit(new Change.Add(key("n"), 1, 3L, later))).isEqualTo(new Outcome.Refused(0));
        assertThat(commit(new Change.Add(key("n"), -2, null, later))).isEqualTo(new Outcome.Done());
        assertThat(commit(new Change.Add(key("m"), 4, 3L, later))).isEqualTo(new Outcome.Refused(0));
        assertThat(Await.soon(store().count(key("n")))).isEqualTo(1);
        assertThat(Await.soon(store().count(key("m")))).isZero();
    }

    @Test
    void makesAllChangesOfACommitOrNone() throws Exception {
        commit(new Change.Add(key("full"), 1, 1L, later));
        assertThat(commit(
                        new Change.Put(key("a"), "one", null),
                        new Change.Add(key("n"), 1, null, later),
                        new Change.Add(key("full"), 1, 1L, later)))
                .isEqualTo(new Outcome.Refused(2));
        assertThat(Await.soon(store().get(key("a")))).isEmpty();
        assertThat(Await.soon(store().count(key("n")))).isZero();
    }

    @Test
    void countsExactlyHoweverManyAddAtOnce() throws Exception {
        List<Future<Outcome>> adding = IntStream.range(0, 40)
                .mapToObj(i -> store().commit(List.of(
                        new Change.Add(key("n"), 1, 25L, later), new Change.Create(key("lease" + i), "x", later))))
                .toList();
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> each : adding) {
            outcomes.add(Await.soon(each));
        }
        assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(25);
        assertThat(Await.soon(store().count(key("n")))).isEqualTo(25);
        assertThat(Await.soon(store().list(scope, 100))).hasSize(25);
    }

    @Test
    void refusesACommitThatNoStoreCouldMake() {
        assertThatThrownBy(() -> store().commit(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().commit(List.of(new Change.Take(key("a")), new Change.Delete(key("a")))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().commit(List.of(new Change.Put(key("a"), "x".repeat(65_537), null))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Key(scope, "x".repeat(1025))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Key("", "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
