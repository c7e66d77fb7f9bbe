package dev.rivulet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.Await;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest extends StoreContract {
    private static final Key KEY = new Key("here", "a");

    @TempDir
    static Path shared;

    private static Vertx vertx;
    private static Store store;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        store = open(shared.resolve("store.mv"));
    }

    private static Store open(Path path) throws Exception {
        return Await.soon(EmbeddedStore.open(vertx, path, CLOCK));
    }

    @AfterAll
    static void close() throws Exception {
        Await.soon(store.close());
        Await.soon(vertx.close());
    }

    @Override
    Store store() {
        return store;
    }

    @Test
    void keepsWhatWasCommittedOverARestart() throws Exception {
        Path path = directory.resolve("not/there/yet/store.mv");
        Store before = open(path);
        Await.soon(before.commit(List.of(
                new Change.Put(KEY, "kept", null),
                new Change.Add(new Key("here", "n"), 7, null, CLOCK.instant().plus(Duration.ofDays(1))))));
        Await.soon(before.close());

        Store after = open(path);
        assertThat(Await.soon(after.get(KEY))).contains("kept");
        assertThat(Await.soon(after.count(new Key("here", "n")))).isEqualTo(7);
        Await.soon(after.close());
    }

    @Test
    void whatWasCommittedIsInTheFileBeforeItIsClosed() throws Exception {
        Path path = directory.resolve("store.mv");
        Store running = open(path);
        Await.soon(running.commit(List.of(new Change.Put(KEY, "kept", null))));
        Path asAKilledProcessLeavesIt = Files.copy(path, directory.resolve("copy.mv"));
        Store after = open(asAKilledProcessLeavesIt);
        assertThat(Await.soon(after.get(KEY))).contains("kept");
        Await.soon(after.close());
        Await.soon(running.close());
    }

    @Test
    void aSecondOpeningOfTheSameFileFailsInOneLine() throws Exception {
        Path path = directory.resolve("store.mv");
        Store first = open(path);
        assertThatThrownBy(() -> open(path))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        path
                                + " is in use by another Rivulet: stop that one, or set RIVULET_DATA_DIR to another directory.");
        Await.soon(first.commit(List.of(new Change.Put(KEY, "unharmed", null))));
        Await.soon(first.close());
    }

    @Test
    void startsAfreshWhenTheFileIsBrokenAndKeepsItAside() throws Exception {
        Path path = directory.resolve("store.mv");
        Files.writeString(path, "no store at all".repeat(1000));
        Store store = open(path);
        assertThat(Await.soon(store.get(KEY))).isEmpty();
        Await.soon(store.close());
        assertThat(directory.resolve("store.mv.unreadable")).hasContent("no store at all".repeat(1000));
    }

    @Test
    void saysWhatToDoWhereItCannotWrite() throws Exception {
        Path blocked = Files.writeString(directory.resolve("file"), "in the way");
        assertThatThrownBy(() -> open(blocked.resolve("store.mv")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("RIVULET_DATA_DIR");
    }

    @Test
    void takesExpiredEntriesOutOfTheFile() throws Exception {
        Path path = directory.resolve("store.mv");
        Store before = open(path);
        Await.soon(
                before.commit(List.of(new Change.Put(KEY, "old", CLOCK.instant().plusSeconds(1)))));
        Await.soon(before.close());
        CLOCK.advance(Duration.ofSeconds(2));
        Await.soon(open(path).close());
        CLOCK.advance(Duration.ofSeconds(-2));
        Store after = open(path);
        assertThat(Await.soon(after.get(KEY))).isEmpty();
        Await.soon(after.close());
    }
}
