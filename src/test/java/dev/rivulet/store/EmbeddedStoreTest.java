package dev.rivulet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        return await(EmbeddedStore.open(vertx, path, CLOCK));
    }

    @AfterAll
    static void close() throws Exception {
        await(store.close());
        await(vertx.close());
    }

    @Override
    Store store() {
        return store;
    }

    @Test
    void keepsWhatWasCommittedOverARestart() throws Exception {
        Path path = directory.resolve("not/there/yet/store.mv");
        Store before = open(path);
        await(before.commit(List.of(
                new Change.Put(KEY, "kept", null),
                new Change.Add(new Key("here", "n"), 7, null, CLOCK.instant().plus(Duration.ofDays(1))))));
        await(before.close());

        Store after = open(path);
        assertThat(await(after.get(KEY))).contains("kept");
        assertThat(await(after.count(new Key("here", "n")))).isEqualTo(7);
        await(after.close());
    }

    @Test
    void whatWasCommittedIsInTheFileBeforeItIsClosed() throws Exception {
        Path path = directory.resolve("store.mv");
        Store running = open(path);
        await(running.commit(List.of(new Change.Put(KEY, "kept", null))));
        Path asAKilledProcessLeavesIt = Files.copy(path, directory.resolve("copy.mv"));
        Store after = open(asAKilledProcessLeavesIt);
        assertThat(await(after.get(KEY))).contains("kept");
        await(after.close());
        await(running.close());
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
        await(first.commit(List.of(new Change.Put(KEY, "unharmed", null))));
        await(first.close());
    }

    @Test
    void startsAfreshWhenTheFileIsBrokenAndKeepsItAside() throws Exception {
        Path path = directory.resolve("store.mv");
        Files.writeString(path, "no store at all".repeat(1000));
        Store store = open(path);
        assertThat(await(store.get(KEY))).isEmpty();
        await(store.close());
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
        await(before.commit(List.of(new Change.Put(KEY, "old", CLOCK.instant().plusSeconds(1)))));
        await(before.close());
        CLOCK.advance(Duration.ofSeconds(2));
        await(open(path).close());
        CLOCK.advance(Duration.ofSeconds(-2));
        Store after = open(path);
        assertThat(await(after.get(KEY))).isEmpty();
        await(after.close());
    }
}
