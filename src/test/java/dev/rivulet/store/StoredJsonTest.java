package dev.rivulet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJsonTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private Store store;

    @BeforeEach
    void open() throws Exception {
        store = Await.soon(EmbeddedStore.open(vertx, directory.resolve("store.mv"), InstantSource.system()));
    }

    @AfterEach
    void close() throws Exception {
        Await.soon(store.close());
        Await.soon(vertx.close());
    }

    @Test
    void isEmptyBeforeTheFirstSave() throws Exception {
        assertThat(Await.soon(new StoredJson(store, "one").load())).isEmpty();
    }

    @Test
    void givesBackWhatThisProcessSavedLast() throws Exception {
        StoredJson one = new StoredJson(store, "one");
        Future<Void> last = Future.future(done -> vertx.runOnContext(_ -> {
            for (int n = 0; n < 50; n++) {
                one.save(new JsonObject().put("n", n));
            }
            one.save(new JsonObject().put("n", 50)).onComplete(done);
        }));
        Await.soon(last);
        Await.soon(new StoredJson(store, "another").save(new JsonObject().put("n", -1)));

        assertThat(Await.soon(new StoredJson(store, "one").load())).isEqualTo(new JsonObject().put("n", 50));
    }

    @Test
    void startsEmptyWhenTheStoreCannotBeReadOrHoldsNoJson() throws Exception {
        Await.soon(store.commit(List.of(new Change.Put(new Key("process", "one"), "{\"n\": 1", null))));

        assertThat(Await.soon(new StoredJson(store, "one").load())).isEmpty();
        assertThat(Await.soon(new StoredJson(Stores.absent(), "one").load())).isEmpty();
    }
}
